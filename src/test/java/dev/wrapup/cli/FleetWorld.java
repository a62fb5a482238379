package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    one.withoutCredentials();
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

  /// All have applied two codes, and one of them is changed in the files since.
  void applied(Path folder) throws IOException, InterruptedException {
    String codes = "CODE_%d: {displayName: Outcome number %<d}";
    String file = "format: 1\ncodes: {%s, %s}\n".formatted(codes.formatted(1), codes.formatted(2));
    program.file("shared/codes.yaml", file);
    Repository.commit(folder);
    for (int i = 0; i < sandboxes.size(); i++) {
      Repository.git(folder, "update-ref", "refs/wrapup/org-" + i, "HEAD");
    }
    program.file("shared/codes.yaml", file.replace("Outcome number 1", "Changed 1"));
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

  /// What is live in each, with revisions, each of which tells a write.
  List<List<String>> live() {
    return sandboxes.stream()
        .map(
            sandbox ->
                sandbox.organization().codes().stream()
                    .map(code -> "%s %s %s".formatted(code.code(), code.revision(), code.values()))
                    .sorted()
                    .toList())
        .toList();
  }

  /// The texts of the journals of all targets in a folder, by their paths in it.
  Map<String, String> journals(Path top) {
    Map<String, String> journals = new TreeMap<>();
    for (int i = 0; i < sandboxes.size(); i++) {
      Path audit = top.resolve(".wrapup/audit/org-" + i);
      if (!Files.isDirectory(audit)) continue;
      try (Stream<Path> files = Files.list(audit)) {
        for (Path file : files.filter(one -> one.toString().endsWith(".jsonl")).toList()) {
          journals.put(top.relativize(file).toString(), Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return journals;
  }

  /// Holds that the journals in a program's folder are intact, and tell each of some changes of
  /// codes once for each target.
  void holdJournals(Program program, String... codes) {
    Map<String, List<String>> landed = new TreeMap<>();
    journals(program.folder())
        .forEach(
            (path, text) -> {
              assertThat(program.run("audit", "verify", path).exit()).isEqualTo(ExitCode.OK);
              String target = path.split("/", -1)[2];
              for (String line : text.lines().toList()) {
                JsonNode record = new JsonMapper().readTree(line);
                if (!record.path("action").asString("").contains("_WRAPUP_CODE")) continue;
                landed
                    .computeIfAbsent(target, none -> new ArrayList<>())
                    .add(record.path("newCode").asString());
              }
            });
    assertThat(landed).hasSize(sandboxes.size());
    assertThat(landed.values())
        .allSatisfy(some -> assertThat(some).containsExactlyInAnyOrder(codes));
  }

  @Override
  public void close() {
    sandboxes.forEach(Sandbox::close);
  }
}
