package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An apply that can be cut short anywhere: updates, a create, a delete, a chain of renames, a
/// swap, and an edit by another administrator that comes in the way of the last change. What has to
/// hold after the next run is told here.
final class CrashWorld {
  static final String BY_HAND = "by hand";
  private static final int CODES = 9;
  private static final String CONTESTED = "id-8";
  private static final JsonMapper JSON = new JsonMapper();
  private static final Field NAME = Dialect.VERSIONED.field("displayName").orElseThrow();

  /// What is live in the end, by id, and by code for what is made.
  private static final Map<String, String> DESIRED =
      Map.of(
          "id-0",
          "CODE_0: Outcome 0",
          "id-1",
          "CODE_1: Outcome 1",
          "id-3",
          "CODE_4: Outcome number 3",
          "id-4",
          "CODE_3: Outcome number 4",
          "id-5",
          "CODE_5B: Outcome number 5",
          "id-6",
          "CODE_5: Outcome number 6",
          "id-7",
          "CODE_7: Outcome number 7",
          CONTESTED,
          "CODE_8: " + BY_HAND,
          "NEW",
          "NEW: New");

  /// What changes of ours land.
  private static final Set<String> LANDING =
      Set.of("id-0", "id-1", "id-2", "id-3", "id-4", "id-5", "id-6", "NEW");

  private CrashWorld() {}

  static Organization organization() {
    return Organization.generated(CODES, 0);
  }

  /// The files of a repository in which the change was merged.
  static void declare(Program program) {
    program.run("export", "--out", "base.yaml");
    String base =
        program.read("base.yaml").replace("undeclared: report", "allow: [create, update, delete]");
    program.file("base.yaml", base);
    String desired =
        base.replace("Outcome number 0", "Outcome 0")
            .replace("Outcome number 1", "Outcome 1")
            .replace("Outcome number 8", "Outcome 8")
            .replace("  CODE_3:", "  TO_BE:")
            .replace("  CODE_4:", "  CODE_3:")
            .replace("  TO_BE:", "  CODE_4:")
            .replace("  CODE_5:", "  CODE_5B:")
            .replace("  CODE_6:", "  CODE_5:")
            .replace("codes:\n", "retired: [CODE_2]\ncodes:\n")
            .replaceAll("(?s)  CODE_2:.*?(?=\n  [A-Z])\n", "")
            .replace("  CODE_7:", "  NEW: {displayName: New, routingType: manual}\n  CODE_7:");
    program.wrapupcodes(desired);
  }

  /// Lets the other administrator edit the contested code as the first write to it comes in.
  static void contest(Sandbox sandbox) {
    Organization organization = sandbox.organization();
    sandbox.watch(
        (moment, request) -> {
          boolean isDue =
              moment == Sandbox.Moment.ARRIVED
                  && request.method().equals("PATCH")
                  && request.path().endsWith("/" + CONTESTED)
                  && !isContested(organization);
          if (isDue) organization.edit("CODE_8", CrashWorld::byHand);
        });
  }

  static boolean isContested(Organization organization) {
    return organization.byId(CONTESTED).map(CrashWorld::name).filter(BY_HAND::equals).isPresent();
  }

  private static LiveCode byHand(LiveCode code) {
    Map<Field, Value> values = new HashMap<>(code.values());
    values.put(NAME, new Value.Text(BY_HAND));
    return new LiveCode(code.id(), code.revision(), code.code(), values);
  }

  private static String name(LiveCode code) {
    return code.value(NAME) instanceof Value.Text text ? text.text() : "";
  }

  /// The run that follows, and what its user does next: it shows the other administrator's value
  /// and overwrites nothing. Where it finds the edit before it has begun, it refuses until that is
  /// adopted.
  static void runAgain(Program program, Organization organization) {
    boolean wasContested = isContested(organization);
    Program.Run run = apply(program);
    assertThat(isContested(organization)).isTrue();
    if (!wasContested) {
      assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.NOT_APPLIED);
      assertThat(run.json().at("/results").findValuesAsString("outcome"))
          .containsOnlyOnce("conflict");
      assertThat(run.json().at("/results").findValuesAsString("live")).containsExactly(BY_HAND);
      return;
    }
    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.REFUSED);
    assertThat(change(run).at("/origin").asString()).isEqualTo("collision");
    assertThat(change(run).at("/fields/0/from").asString()).isEqualTo(BY_HAND);
    program.wrapupcodes(program.read("wrapupcodes.yaml").replace("Outcome 8", BY_HAND));
    Program.Run adopted = apply(program);
    assertThat(adopted.exit()).as(adopted.err() + adopted.out()).isEqualTo(ExitCode.OK);
  }

  private static Program.Run apply(Program program) {
    return program.run(
        "apply", "--base", "base.yaml", "--yes", "--parallelism", "1", "--format", "json");
  }

  private static JsonNode change(Program.Run run) {
    return run.json()
        .at("/changes")
        .valueStream()
        .filter(change -> change.at("/code").asString().equals("CODE_8"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(run.out()));
  }

  static void assertAllIsWell(Program program, Organization organization, Receiver receiver) {
    assertThat(live(organization)).isEqualTo(new TreeMap<>(DESIRED));
    assertThat(landed(program)).containsExactlyInAnyOrderElementsOf(LANDING);
    Map<String, Set<String>> ids = new TreeMap<>();
    for (Receiver.Try event : receiver.accepted()) {
      ids.computeIfAbsent(subject(event.json()), key -> new TreeSet<>()).add(event.id());
    }
    assertThat(ids.keySet()).containsExactlyInAnyOrderElementsOf(LANDING);
    assertThat(ids.values()).allSatisfy(known -> assertThat(known).hasSize(1));
    for (Path journal : journals(program)) {
      Program.Run verified = program.run("audit", "verify", journal.toString());
      assertThat(verified.exit()).as(verified.out()).isEqualTo(ExitCode.OK);
    }
  }

  private static Map<String, String> live(Organization organization) {
    return organization.codes().stream()
        .collect(
            Collectors.toMap(
                code -> code.id().startsWith("id-") ? code.id() : code.code(),
                code -> code.code() + ": " + name(code),
                (a, b) -> a + " and " + b,
                TreeMap::new));
  }

  private static String subject(JsonNode event) {
    String id = event.path("codeId").asString();
    return id.startsWith("id-") ? id : event.path("code").asString();
  }

  /// What the audit entries of all journals are about.
  private static List<String> landed(Program program) {
    return journals(program).stream()
        .flatMap(journal -> lines(journal).stream())
        .map(JSON::readTree)
        .filter(record -> record.path("action").asString("").endsWith("_WRAPUP_CODE"))
        .map(
            record -> {
              String id = record.path("codeId").asString();
              return id.startsWith("id-") ? id : record.path("newCode").asString();
            })
        .toList();
  }

  static List<Path> journals(Program program) {
    Path folder = program.folder().resolve(".wrapup/audit");
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path journal) {
    try {
      return Files.readAllLines(journal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
