package dev.wrapup.app;

import dev.wrapup.http.Login;
import dev.wrapup.http.connection.SafeOrigin;
import dev.wrapup.http.secret.Secret;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Target;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.platform.Platform;
import dev.wrapup.platform.genesyscloud.GenesysCloud;
import dev.wrapup.platform.versioned.Versioned;
import dev.wrapup.process.Stop;
import dev.wrapup.process.Workspace;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// An API that a run can choose, with the variables that speak of it. Where several are named, the
/// first that is set counts; the vendor's own tools know the `GENESYSCLOUD_` ones.
///
/// @param environment variables with its name
/// @param id variables with the client's id
/// @param secret variables with the client's secret
/// @param token a variable with a token that counts where no client is named
public record TargetApi(
    Dialect dialect,
    List<String> environment,
    List<String> id,
    List<String> secret,
    Optional<String> token,
    Function<Dialect, Platform> connector) {
  public static final String API = "WRAPUP_API";
  public static final String BASE_URL = "GENESYS_BASE_URL";
  private static final String DEFAULT_ENVIRONMENT = "us-east-1";

  private static final List<TargetApi> ALL =
      List.of(
          new TargetApi(
              Dialect.VERSIONED,
              List.of("GENESYS_ENV"),
              List.of("GENESYS_CLIENT_ID"),
              List.of("GENESYS_CLIENT_SECRET"),
              Optional.empty(),
              Versioned::new),
          new TargetApi(
              Dialect.GENESYS_CLOUD,
              List.of("GENESYS_ENV", "GENESYSCLOUD_REGION"),
              List.of("GENESYS_CLIENT_ID", "GENESYSCLOUD_OAUTHCLIENT_ID"),
              List.of("GENESYS_CLIENT_SECRET", "GENESYSCLOUD_OAUTHCLIENT_SECRET"),
              Optional.of("GENESYSCLOUD_ACCESS_TOKEN"),
              GenesysCloud::new));

  /// The variables that say which environment, of whichever API.
  public static List<String> environments() {
    return ALL.stream().flatMap(api -> api.environment().stream()).distinct().toList();
  }

  /// The variables with credentials, of whichever API.
  public static List<String> credentials() {
    return ALL.stream()
        .flatMap(api -> Stream.of(api.id(), api.secret(), api.token().stream().toList()))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  Platform platform() {
    return connector.apply(dialect);
  }

  /// The one that is named, else the variable's, else the default.
  static TargetApi chosen(Optional<String> named, Workspace workspace) {
    Dialect dialect =
        named
            .or(() -> workspace.variable(API))
            .map(TargetApi::dialect)
            .orElse(Dialect.ALL.getFirst());
    return ALL.stream().filter(api -> api.dialect().equals(dialect)).findFirst().orElseThrow();
  }

  /// The dialect of that name.
  public static Dialect dialect(String api) {
    List<String> all = Dialect.ALL.stream().map(Dialect::api).toList();
    return Dialect.of(api)
        .orElseThrow(
            () ->
                Stop.usage(
                    "there is no api '" + api + "'", "choose one of: " + String.join(", ", all)));
  }

  /// The environment that is named, else the variable's, else the default.
  Platform.Environment environment(Optional<String> named, Workspace workspace) {
    Optional<String> name = named.or(() -> first(environment, workspace::variable));
    try {
      return platform().environment(name.orElse(DEFAULT_ENVIRONMENT));
    } catch (IllegalArgumentException e) {
      throw Stop.usage(
          String.valueOf(e.getMessage()),
          "write the environment as us-east-1; another address is given by `baseUrl`");
    }
  }

  /// Holds the target of a snapshot to what options and variables say of it.
  ///
  /// @throws Stop if they name another
  static void hold(Target target, RunOptions options, Workspace workspace) {
    TargetApi api = chosen(Optional.of(target.api()), workspace);
    hold("api", options.reach().api().or(() -> workspace.variable(API)), target.api());
    hold(
        "environment",
        options.reach().environment().or(() -> first(api.environment, workspace::variable)),
        target.environment());
    hold("address", options.address(workspace).map(SafeOrigin::of), target.baseUrl());
  }

  private static void hold(String what, Optional<String> wanted, String seen) {
    if (wanted.isEmpty() || wanted.get().equals(seen)) return;
    throw Stop.usage(
        "wrong-target",
        "the snapshot is of the %s '%s', and this run is for '%s'"
            .formatted(what, seen, wanted.get()),
        Remedy.by("give a snapshot of that target, as made by", ShellCommand.own("snapshot")));
  }

  /// Id and secret as the variables give them; a token, if that alone is given.
  ///
  /// @throws Stop if they are missing; files for another target than that say so first, since what
  ///   that one needs may be there
  Login login(URI base, RunOptions options, Target target, Workspace workspace, boolean writes) {
    try {
      return login(base, workspace, writes);
    } catch (Stop missing) {
      if (!options.files().isEmpty()) DesiredInputs.hold(options.files(), workspace, target);
      throw missing;
    }
  }

  private Login login(URI base, Workspace workspace, boolean writes) {
    Optional<String> given = token.flatMap(workspace::credential);
    if (given.isPresent() && first(id, workspace::credential).isEmpty()) {
      return new Login.Given(new Secret(given.get()));
    }
    String who = required(id, workspace);
    return platform().login(base, who, new Secret(required(secret, workspace)), writes);
  }

  private static Optional<String> first(
      List<String> variables, Function<String, Optional<String>> read) {
    return variables.stream().flatMap(name -> read.apply(name).stream()).findFirst();
  }

  private String required(List<String> variables, Workspace workspace) {
    return first(variables, workspace::credential)
        .orElseThrow(
            () ->
                Stop.usage(
                    "the variable " + String.join(" or ", variables) + " is not set",
                    "set %s and %s, or name a file that has them by `envFile`, or try `sandbox`"
                        .formatted(names(id), names(secret))));
  }

  private static String names(List<String> variables) {
    return String.join(" or ", variables);
  }
}
