package dev.wrapup.app;

import dev.wrapup.files.SharedFiles;
import dev.wrapup.http.Webhook;
import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.http.secret.Secret;
import dev.wrapup.model.Target;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.platform.Platform;
import dev.wrapup.process.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which organization is meant, how it is reached, and which files say what it should have. What
/// isn't said here, the variables of the workspace say, as `docs/reference.md` lists them.
///
/// @param files desired-state files and folders of them; empty where none are read
/// @param base what was applied last
/// @param revertDrift whether edits made outside Git are undone as well
/// @param undo the run that is undone in place of what the files say, whose policy holds all the
///   same
/// @param member which of a fleet this is; empty if it is of none
public record RunOptions(
    Reach reach,
    List<String> files,
    BaseChoice base,
    boolean revertDrift,
    Optional<Undo> undo,
    Optional<FleetMember> member) {
  public static final String WEBHOOK_SECRET = "WFM_WEBHOOK_SECRET";
  public static final String WEBHOOK_URL = "WFM_WEBHOOK_URL";

  /// Which organization is meant, and how it and who is told of changes are reached.
  ///
  /// @param sandbox whether the embedded organization is meant
  /// @param sandboxData a file that fills it first
  /// @param api the API's dialect
  /// @param environment such as `us-east-1`
  /// @param baseUrl another address than the environment's
  /// @param rateLimit at most so many requests in any minute
  /// @param caFile certificates (PEM) that are trusted beside the usual ones
  /// @param webhookUrl who is told of changes
  public record Reach(
      boolean sandbox,
      Optional<String> sandboxData,
      Optional<String> api,
      Optional<String> environment,
      Optional<String> baseUrl,
      Optional<Integer> rateLimit,
      Optional<Path> caFile,
      Optional<String> webhookUrl) {
    /// All of it as the variables say.
    static final Reach BY_VARIABLES = at(Optional.empty(), Optional.empty(), Optional.empty());

    /// A target by these names alone, told to this receiver.
    private static Reach at(
        Optional<String> api, Optional<String> environment, Optional<String> webhookUrl) {
      Optional<String> none = Optional.empty();
      return new Reach(
          false, none, api, environment, none, Optional.empty(), Optional.empty(), webhookUrl);
    }
  }

  /// What says what was applied last: a file, or a commit, else the one that
  /// `refs/wrapup/<environment>` names.
  ///
  /// @param none whether nothing says it
  public record BaseChoice(Optional<String> file, Optional<String> ref, boolean none) {
    static final BaseChoice OF_REPOSITORY =
        new BaseChoice(Optional.empty(), Optional.empty(), false);
  }

  /// The organization that the variables name, with the base that the repository names.
  public static RunOptions of(String... files) {
    return new RunOptions(
        Reach.BY_VARIABLES,
        List.of(files),
        BaseChoice.OF_REPOSITORY,
        false,
        Optional.empty(),
        Optional.empty());
  }

  private RunOptions with(Reach other) {
    return new RunOptions(other, files, base, revertDrift, undo, member);
  }

  /// The same with a target that is named otherwise.
  public RunOptions at(String api, Optional<String> environment, Optional<String> baseUrl) {
    return with(
        new Reach(
            reach.sandbox,
            reach.sandboxData,
            Optional.of(api),
            environment,
            baseUrl,
            reach.rateLimit,
            reach.caFile,
            reach.webhookUrl));
  }

  /// The same that undoes a run.
  public RunOptions undoing(Undo run) {
    return new RunOptions(reach, files, base, revertDrift, Optional.of(run), member);
  }

  /// The same about one target of a fleet, whose files are read.
  public RunOptions of(FleetTarget one, SharedFiles shared) {
    return new RunOptions(
        reach,
        one.files().stream().map(Sourced::value).toList(),
        base,
        revertDrift,
        undo,
        Optional.of(new FleetMember(one, shared)));
  }

  /// One target of a fleet.
  ///
  /// @param files what it reads, and others of the fleet too
  public record FleetMember(FleetTarget target, SharedFiles files) {}

  /// Which of a fleet this is; empty if it is of none.
  Optional<FleetTarget> target() {
    return member.map(FleetMember::target);
  }

  /// By which the ref and what else a repository keeps of a target is called.
  String name(Target reached) {
    return target().map(FleetTarget::id).orElse(reached.environment());
  }

  /// The same for a rehearsal in place of a target: nobody but a receiver of its own is told.
  public RunOptions rehearsing(Target target, String receiver) {
    return with(
        Reach.at(
            Optional.of(target.api()), Optional.of(target.environment()), Optional.of(receiver)));
  }

  public RunOptions {
    files = List.copyOf(files);
  }

  /// Another address than the environment's.
  Optional<URI> address(Workspace workspace) {
    return reach.baseUrl.or(() -> workspace.variable(TargetApi.BASE_URL)).map(SafeOrigin::parse);
  }

  /// How many requests may leave, if not as many as the API allows by itself.
  RateBudget budget(Platform platform, Workspace workspace) {
    return reach
        .rateLimit
        .map(limit -> RateBudget.of(limit, Duration.ofMinutes(1), workspace.running()))
        .orElseGet(platform::budget);
  }

  /// The variables of a run, in which the receiver is the one that is named here: the address may
  /// hold a secret, which every client has to know.
  Map<String, String> variables(Workspace workspace) {
    Map<String, String> variables = new HashMap<>(workspace.variables());
    reach.webhookUrl.ifPresent(url -> variables.put(WEBHOOK_URL, url));
    return variables;
  }

  /// The receiver. Of what happens in the embedded organization nobody is told who isn't named
  /// here: the variable may be that of a real one.
  ///
  /// @param deadline when telling has to be over
  public Optional<Webhook> webhook(Workspace workspace, Deadline deadline) {
    Optional<String> url =
        reach.sandbox
            ? reach.webhookUrl
            : reach.webhookUrl.or(() -> workspace.variable(WEBHOOK_URL));
    Optional<Secret> secret = workspace.credential(WEBHOOK_SECRET).map(Secret::new);
    return url.map(
        text ->
            new Webhook(
                text, secret, workspace.variables(), reach.caFile, deadline, workspace.requests()));
  }
}
