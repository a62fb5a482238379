package dev.wrapup.cli;

import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Several organizations with codes of the same names, each with a client of its own, and the
/// repository of all of them.
final class FleetWorld implements AutoCloseable {
  private final Program program;
  private final List<Sandbox> sandboxes = new ArrayList<>();

  /// @param waves that of each target, of which the first is `org-0`
  FleetWorld(Path folder, int codes, int... waves) {
    StringBuilder fleet = new StringBuilder("format: 1\ntargets:\n");
    for (int i = 0; i < waves.length; i++) {
      Settings login = Settings.DEFAULT.withLogin("client-" + i, secret(i));
      sandboxes.add(Sandbox.start(Organization.generated(codes, 2), login));
      fleet.append(
          "  org-%d: {files: [shared, own/org-%d.yaml], wave: %d}\n".formatted(i, i, waves[i]));
    }
    program = in(folder).file("fleet.yaml", fleet.toString());
    for (int i = 0; i < waves.length; i++) {
      program.file("own/org-%d.yaml".formatted(i), "format: 1\ncodes: {}\n");
    }
    shared("CODE_0", "Changed");
  }

  /// The program in another folder, with the same organizations.
  Program in(Path folder) {
    Program one = new Program(folder);
    one.without("GENESYS_CLIENT_ID").without("GENESYS_CLIENT_SECRET");
    for (int i = 0; i < sandboxes.size(); i++) {
      one.with("GENESYS_BASE_URL__ORG_" + i, sandboxes.get(i).url().toString())
          .with("GENESYS_CLIENT_ID__ORG_" + i, "client-" + i)
          .with("GENESYS_CLIENT_SECRET__ORG_" + i, secret(i));
    }
    return one;
  }

  static String secret(int number) {
    return "the-secret-of-number-" + number;
  }

  /// Declares a code for all.
  void shared(String code, String displayName) {
    program.file(
        "shared/codes.yaml",
        "format: 1\ncodes:\n  %s: {displayName: %s}\n".formatted(code, displayName));
  }

  Program program() {
    return program;
  }

  Sandbox sandbox(int number) {
    return sandboxes.get(number);
  }

  List<Integer> writes() {
    return sandboxes.stream().map(Sandbox::writes).toList();
  }

  /// By number the name of a code that is live.
  List<String> names(String id) {
    return IntStream.range(0, sandboxes.size())
        .mapToObj(i -> sandbox(i).organization().byId(id).orElseThrow())
        .map(code -> code.values().toString())
        .toList();
  }

  @Override
  public void close() {
    sandboxes.forEach(Sandbox::close);
  }
}
