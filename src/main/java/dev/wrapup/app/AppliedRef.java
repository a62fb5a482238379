package dev.wrapup.app;

import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.process.Git;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import dev.wrapup.report.BaseCommit;
import dev.wrapup.report.doc.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The ref that names the commit that was applied to a target last, in the repository that the
/// files are in. Only what is here is looked at, since a plan asks no other server than the
/// organization's.
public final class AppliedRef {
  public static final String FOLDER = "refs/wrapup/";

  private static final String NOT_IN_HEAD = "base-not-in-head";
  private static final String OTHER_BASE = "name another base by `baseRef`, or none by `noBase`";
  private static final String NO_RECORD = "leave `record` out";

  private final Git git;
  private final String target;
  private final Workspace workspace;

  /// @param files that are read; one at least
  /// @param target by which it is called
  AppliedRef(List<SourceFile> files, String target, Workspace workspace) {
    this.git = Git.at(workspace.path(files.getFirst().path()), workspace);
    this.target = target;
    this.workspace = workspace;
  }

  Git git() {
    return git;
  }

  private String name() {
    return FOLDER + target;
  }

  /// The base that it names. If it isn't here, but a remote may have it, it is said how it comes.
  ///
  /// @return empty if it isn't here
  /// @throws Stop if it is, and can't be the base of what is checked out, or git won't tell
  Optional<BaseCommit> base() {
    try {
      Set<String> here = look();
      if (here.contains(name())) {
        String commit = git.commit(name());
        requireInHead(commit, OTHER_BASE);
        return Optional.of(new BaseCommit(name(), commit));
      }
      hint(here).ifPresent(workspace::note);
      return Optional.empty();
    } catch (Stop e) {
      if (e.code().equals(NOT_IN_HEAD)) throw e;
      if (e.isUsage()) {
        String words = "leave the base out by `noBase`, or " + e.next().words();
        throw Stop.usage(e.code(), e.message(), new Remedy(words, e.next().command()));
      }
      workspace.note(
          "note: whether %s names a base can't be told: %s".formatted(name(), e.message()));
      return Optional.empty();
    }
  }

  /// Itself, if it is here, and what is known here of branches of its name that remotes have.
  private Set<String> look() {
    return git.refs(name(), "refs/remotes/*/wrapup/" + target);
  }

  /// A commit that isn't in what is checked out may declare what these files don't know of.
  ///
  /// @param otherwise what else can be done about it
  private void requireInHead(String commit, String otherwise) {
    if (git.isInHead(commit)) return;
    Optional<String> head = git.head();
    String why = "what is checked out, %s, doesn't have it".formatted(head.orElse("nothing"));
    Remedy mend =
        Remedy.by(
            otherwise + "; or bring this branch up to date",
            ShellCommand.of("git", "merge", name()));
    if (head.isEmpty()) {
      why = "nothing is committed here yet";
      mend = Remedy.of(otherwise);
    } else if (git.isShallow()) {
      why = "this is a shallow clone, whose history may end before it";
      mend =
          Remedy.by(
              otherwise + "; or bring its history", ShellCommand.of("git", "fetch", "--unshallow"));
    }
    throw Stop.usage(
        NOT_IN_HEAD,
        "%s names the commit %s, which was applied last, but %s".formatted(name(), commit, why),
        mend);
  }

  /// How it comes here from a remote.
  private Optional<String> hint(Set<String> here) {
    return remote(here)
        .map(
            remote ->
                Caller.UNKNOWN.line(
                    Remedy.by(
                        "note: no base, since %s isn't here; %sit comes by"
                            .formatted(
                                name(),
                                remote.isKnown() ? "" : "if %s has it, ".formatted(remote.name())),
                        ShellCommand.of(
                            "git",
                            "fetch",
                            remote.name(),
                            "+%s:%s".formatted(remote.ref(), name())))));
  }

  /// @param ref by which it has the commit
  /// @param isKnown whether that is known here
  private record Remote(String name, String ref, boolean isKnown) {}

  private Optional<Remote> remote(Set<String> here) {
    Optional<String> branch = here.stream().filter(ref -> !ref.equals(name())).findFirst();
    if (branch.isPresent()) {
      String remote = branch.get().split("/", -1)[2];
      return Optional.of(new Remote(remote, "refs/heads/wrapup/" + target, true));
    }
    return git.remote().map(remote -> new Remote(remote, name(), false));
  }

  /// Moving it to the commit whose files are read.
  ///
  /// @param names of the files, and of folders that they are in, as the user named them
  /// @throws Stop if it would name what isn't applied then, or go back
  Move move(List<SourceFile> files, List<String> names) {
    CheckedOut now = CheckedOut.read(files, names, workspace);
    if (now.commit().isEmpty()) throw stop("the files are in no commit of a repository", NO_RECORD);
    String commit = now.commit().get();
    if (now.dirty().orElse(true)) {
      throw stop(
          "the files differ from the commit %s, which is checked out".formatted(commit),
          "commit them first, or " + NO_RECORD);
    }
    Set<String> here = look();
    Optional<String> before =
        here.contains(name()) ? Optional.of(git.commit(name())) : Optional.empty();
    before.ifPresent(old -> requireInHead(old, NO_RECORD));
    Optional<ShellCommand> push =
        remote(here)
            .map(
                remote ->
                    ShellCommand.of(
                        "git", "push", remote.name(), "%s:%s".formatted(name(), remote.ref())));
    return new Move(before, commit, push);
  }

  /// How it would be moved; empty outside of a repository.
  Optional<Recorded> leave(List<SourceFile> files, List<String> names) {
    try {
      return git.top().isEmpty() ? Optional.empty() : Optional.of(move(files, names).leave());
    } catch (Stop e) {
      return Optional.of(new Recorded(Remedy.of(e.message()), Optional.empty()));
    }
  }

  private Stop stop(String why, String next) {
    return Stop.usage("not-recordable", "%s isn't moved: %s".formatted(name(), why), next);
  }

  /// What became of it.
  ///
  /// @param told with what to do, if anything
  /// @param lost what to do if it was to be moved, and was not
  public record Recorded(Remedy told, Optional<Remedy> lost) {}

  /// One step forward.
  final class Move {
    private final Optional<String> before;
    private final String commit;
    private final Optional<ShellCommand> push;

    /// @param before the commit that it names; empty if it isn't there
    /// @param push by which others get it; empty if there are no others
    private Move(Optional<String> before, String commit, Optional<ShellCommand> push) {
      this.before = before;
      this.commit = commit;
      this.push = push;
    }

    private boolean isMade(Optional<String> now) {
      return now.filter(commit::equals).isPresent();
    }

    private Recorded made() {
      String told = "%s names %s, which is applied".formatted(name(), commit);
      return new Recorded(
          new Remedy(told + (push.isEmpty() ? "" : "; others get it by"), push), Optional.empty());
    }

    /// Moves it, unless somebody else did so meanwhile.
    Recorded make() {
      if (isMade(before)) return made();
      try {
        git.move(name(), before, commit);
        return made();
      } catch (Stop e) {
        return new Recorded(
            Remedy.of(
                "all is applied, but %s could not be moved: %s".formatted(name(), e.message())),
            Optional.of(Remedy.by("see what it names, and move it", command())));
      }
    }

    /// Leaves it, and says how it is moved.
    Recorded leave() {
      if (isMade(before)) return made();
      String told =
          "%s was not moved (`record`): what this run applied is no base yet. It is moved by"
              .formatted(name());
      return new Recorded(Remedy.by(told, command()), Optional.empty());
    }

    private ShellCommand command() {
      return ShellCommand.of("git", "update-ref", name(), commit).with(before.stream().toList());
    }
  }
}
