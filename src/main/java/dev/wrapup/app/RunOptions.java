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
/// @param sandbox whether the embedded organization is meant
/// @param sandboxData a file that fills it first
/// @param api the API's dialect
/// @param environment such as `us-east-1`
/// @param baseUrl another address than the environment's
/// @param rateLimit at most so many requests in any minute
/// @param caFile certificates (PEM) that are trusted beside the usual ones
/// @param webhookUrl who is told of changes
/// @param files desired-state files and folders of them; empty where none are read
/// @param base a file that says what was applied last
/// @param baseRef a commit that says it; else it is the one that `refs/wrapup/<environment>` names
/// @param noBase whether nothing says it
/// @param revertDrift whether edits made outside Git are undone as well
/// @param undo the run that is undone in place of what the files say, whose policy holds all the
///   same
/// @param member which of a fleet this is; empty if it is of none
public record RunOptions(
    boolean sandbox,
    Optional<String> sandboxData,
    Optional<String> api,
    Optional<String> environment,
    Optional<String> baseUrl,
    Optional<Integer> rateLimit,
    Optional<Path> caFile,
    Optional<String> webhookUrl,
    List<String> files,
    Optional<String> base,
    Optional<String> baseRef,
    boolean noBase,
    boolean revertDrift,
    Optional<Undo> undo,
    Optional<FleetMember> member) {
  public static final String WEBHOOK_SECRET = "WFM_WEBHOOK_SECRET";
  public static final String WEBHOOK_URL = "WFM_WEBHOOK_URL";

  /// The organization that the variables name, with the base that the repository names.
  public static RunOptions of(String... files) {
    return new RunOptions(
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(files),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }

  /// The same with a target that is named otherwise.
  public RunOptions at(String api, Optional<String> environment, Optional<String> baseUrl) {
    return new RunOptions(
        sandbox,
        sandboxData,
        Optional.of(api),
        environment,
        baseUrl,
        rateLimit,
        caFile,
        webhookUrl,
        files,
        base,
        baseRef,
        noBase,
        revertDrift,
        undo,
        member);
  }

  /// The same that undoes a run.
  public RunOptions undoing(Undo run) {
    return new RunOptions(
        sandbox,
        sandboxData,
        api,
        environment,
        baseUrl,
        rateLimit,
        caFile,
        webhookUrl,
        files,
        base,
        baseRef,
        noBase,
        revertDrift,
        Optional.of(run),
        member);
  }

  /// The same about one target of a fleet, whose files are read.
  public RunOptions of(FleetTarget one, SharedFiles files) {
    return new RunOptions(
        sandbox,
        sandboxData,
        api,
        environment,
        baseUrl,
        rateLimit,
        caFile,
        webhookUrl,
        one.files().stream().map(Sourced::value).toList(),
        base,
        baseRef,
        noBase,
        revertDrift,
        undo,
        Optional.of(new FleetMember(one, files)));
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
    return new RunOptions(
        false,
        Optional.empty(),
        Optional.of(target.api()),
        Optional.of(target.environment()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(receiver),
        files,
        base,
        baseRef,
        noBase,
        revertDrift,
        undo,
        member);
  }

  public RunOptions {
    files = List.copyOf(files);
  }

  /// Another address than the environment's.
  Optional<URI> address(Workspace workspace) {
    return baseUrl.or(() -> workspace.variable(TargetApi.BASE_URL)).map(SafeOrigin::parse);
  }

  /// How many requests may leave, if not as many as the API allows by itself.
  RateBudget budget(Platform platform, Workspace workspace) {
    return rateLimit
        .map(limit -> RateBudget.of(limit, Duration.ofMinutes(1), workspace.running()))
        .orElseGet(platform::budget);
  }

  /// The variables of a run, in which the receiver is the one that is named here: the address may
  /// hold a secret, which every client has to know.
  Map<String, String> variables(Workspace workspace) {
    Map<String, String> variables = new HashMap<>(workspace.variables());
    webhookUrl.ifPresent(url -> variables.put(WEBHOOK_URL, url));
    return variables;
  }

  /// The receiver. Of what happens in the embedded organization nobody is told who isn't named
  /// here: the variable may be that of a real one.
  ///
  /// @param deadline when telling has to be over
  public Optional<Webhook> webhook(Workspace workspace, Deadline deadline) {
    Optional<String> url =
        sandbox ? webhookUrl : webhookUrl.or(() -> workspace.variable(WEBHOOK_URL));
    Optional<Secret> secret = workspace.credential(WEBHOOK_SECRET).map(Secret::new);
    return url.map(
        text ->
            new Webhook(
                text, secret, workspace.variables(), caFile, deadline, workspace.requests()));
  }
}
