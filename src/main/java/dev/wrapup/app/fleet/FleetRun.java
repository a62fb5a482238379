package dev.wrapup.app.fleet;

import dev.wrapup.app.RunOptions;
import dev.wrapup.files.SharedFiles;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.process.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// One run about several targets, side by side: each has its own variables, budget and time, none
/// waits for another, and none hides another.
///
/// @param options what holds for all of them
/// @param workspace of the process
/// @param atOnce so many at once
/// @param isAlone whether it is about one target, by its name
public record FleetRun(RunOptions options, Workspace workspace, int atOnce, boolean isAlone) {

  /// Without a server's delays two cores take no more; with them, a plan's seven requests one after
  /// the other take as long as planning so many.
  public static final int DEFAULT_AT_ONCE = 32;

  /// What is done about a target.
  public interface Task<T> {
    T run(FleetTarget target, RunOptions options, Workspace workspace);
  }

  /// What came of one.
  ///
  /// @param failure why it came to nothing; empty if there is a value
  public record Ended<T>(FleetTarget target, Optional<T> value, Optional<Throwable> failure) {}

  /// Does something about each.
  ///
  /// @return in the order of the targets
  public <T> List<Ended<T>> each(List<FleetTarget> targets, Task<T> task) {
    Semaphore free = new Semaphore(atOnce);
    SharedFiles files = new SharedFiles();
    List<Future<Ended<T>>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (FleetTarget target : targets)
        all.add(threads.submit(() -> ended(target, task, files, free)));
    }
    return all.stream().map(FleetRun::get).toList();
  }

  private static <T> Ended<T> get(Future<Ended<T>> done) {
    try {
      return done.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> Ended<T> ended(FleetTarget target, Task<T> task, SharedFiles files, Semaphore free) {
    free.acquireUninterruptibly();
    try {
      T value = task.run(target, options.of(target, files), workspace(target));
      return new Ended<>(target, Optional.of(value), Optional.empty());
    } catch (RuntimeException | VirtualMachineError e) {
      return new Ended<>(target, Optional.empty(), Optional.of(e));
    } finally {
      free.release();
    }
  }

  private Workspace workspace(FleetTarget target) {
    String who = target.id() + ": ";
    return new Workspace(
        workspace.directory(),
        TargetVariables.of(workspace.variables(), target, isAlone),
        workspace.clock(),
        note -> workspace.note(who + named(note, target)),
        request -> workspace.requests().accept(who + request));
  }

  /// A text that a target's run told, with the names of variables that the reader can set.
  public String named(String text, FleetTarget target) {
    return isAlone ? text : TargetVariables.named(text, target);
  }
}
