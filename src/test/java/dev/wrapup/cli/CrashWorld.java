package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An apply that can be cut short anywhere: updates, a create, a delete, a chain of renames, a
/// swap, codes that queues begin and cease to offer, where there are queues, and an edit by another
/// administrator that comes in the way of the last change. What has to hold after the next run is
/// told here.
final class CrashWorld {
  static final String BY_HAND = "by hand";
  private static final int CODES = 9;
  private static final String CONTESTED = "id-8";
  private static final JsonMapper JSON = new JsonMapper();

  /// What changes of ours land.
  private static final Set<String> LANDING =
      Set.of("id-0", "id-1", "id-2", "id-3", "id-4", "id-5", "id-6", "NEW");

  /// The same of queues.
  private static final Set<String> OFFERING =
      Set.of(
          "id-0 queue_added queue-1",
          "id-0 queue_removed queue-0",
          "id-1 queue_added queue-0",
          "NEW queue_added queue-0",
          "NEW queue_added queue-1");

  private static final Map<String, Set<String>> OFFERED =
      Map.of("queue-0", Set.of("id-1", "NEW"), "queue-1", Set.of("id-0", "id-1", "NEW"));

  private final Kind kind;
  private final Organization organization;

  CrashWorld(Kind kind) {
    this.kind = kind;
    this.organization = Organization.generated(kind.dialect(), CODES, hasQueues() ? 2 : 0);
  }

  Organization organization() {
    return organization;
  }

  private boolean hasQueues() {
    return kind.dialect().hasQueues();
  }

  private Set<String> landing() {
    Set<String> landing = new TreeSet<>(LANDING);
    if (hasQueues()) landing.addAll(OFFERING);
    return landing;
  }

  /// The field that is edited.
  private Field field() {
    return kind.dialect().fields().getFirst();
  }

  /// What a code had in it.
  private String old(int number) {
    List<LiveCode> codes = Organization.generated(kind.dialect(), number + 1, 0).codes();
    return codes.getLast().value(field()).text();
  }

  private String added() {
    String entry = kind.entry("NEW", "New");
    return hasQueues() ? entry.replace("}", ", queues: [Queue 0, Queue 1]}") : entry;
  }

  /// What is live in the end, by id, and by code for what is made.
  private Map<String, String> desired() {
    Map<String, String> desired = new TreeMap<>();
    desired.put("id-0", "CODE_0: Changed 0");
    desired.put("id-1", "CODE_1: Changed 1");
    desired.put("id-3", "CODE_4: " + old(3));
    desired.put("id-4", "CODE_3: " + old(4));
    desired.put("id-5", "CODE_5B: " + old(5));
    desired.put("id-6", "CODE_5: " + old(6));
    desired.put("id-7", "CODE_7: " + old(7));
    desired.put(CONTESTED, "CODE_8: " + BY_HAND);
    desired.put("NEW", "NEW: New");
    return desired;
  }

  Program program(Path folder, Sandbox sandbox) {
    return new Program(folder).at(sandbox);
  }

  /// The files of a repository in which the change was merged.
  void declare(Program program) {
    program.run("export", "--out", "base.yaml");
    String base =
        program
            .read("base.yaml")
            .replace("undeclared: report", "allow: [create, update, delete, remove-from-queue]");
    if (hasQueues()) base = base.replace("  CODE_0:\n", "  CODE_0:\n    queues: [Queue 0]\n");
    program.file("base.yaml", base);
    String desired =
        base.replace("queues: [Queue 0]", "queues: [Queue 1]")
            .replace("  CODE_1:\n", "  CODE_1:\n" + (hasQueues() ? "    queues: [Queue 0]\n" : ""))
            .replace(old(0), "Changed 0")
            .replace(old(1), "Changed 1")
            .replace(old(8), "Changed 8")
            .replace("  CODE_3:", "  TO_BE:")
            .replace("  CODE_4:", "  CODE_3:")
            .replace("  TO_BE:", "  CODE_4:")
            .replace("  CODE_5:", "  CODE_5B:")
            .replace("  CODE_6:", "  CODE_5:")
            .replace("codes:\n", "retired: [CODE_2]\ncodes:\n")
            .replaceAll("(?s)  CODE_2:.*?(?=\n  [A-Z])\n", "")
            .replace("  CODE_7:", added() + "  CODE_7:");
    program.wrapupcodes(desired);
  }

  /// Lets the other administrator edit the contested code as the first write to it comes in, or the
  /// reading that stands for its lock.
  void contest(Sandbox sandbox) {
    String method = kind.locks() ? kind.update() : "GET";
    sandbox.watch(
        (moment, request) -> {
          boolean isDue =
              moment == Sandbox.Moment.ARRIVED
                  && request.method().equals(method)
                  && request.path().endsWith("/" + CONTESTED)
                  && !isContested();
          if (isDue) ByHand.edit(organization, "CODE_8", field().name(), BY_HAND);
        });
  }

  boolean isContested() {
    return organization
        .byId(CONTESTED)
        .map(code -> code.value(field()).text())
        .filter(BY_HAND::equals)
        .isPresent();
  }

  /// The run that follows, and what its user does next: it shows the other administrator's value
  /// and overwrites nothing. Where it finds the edit before it has begun, it refuses until that is
  /// adopted.
  void runAgain(Program program) {
    boolean wasContested = isContested();
    Program.Run run = apply(program);
    assertThat(isContested()).isTrue();
    // the edit may come as an interrupted run is completed, before there is a plan
    boolean isBefore = wasContested || (!kind.locks() && run.exit() == ExitCode.REFUSED);
    if (!isBefore) {
      assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.NOT_APPLIED);
      assertThat(run.json().at("/results").findValuesAsString("outcome"))
          .containsOnlyOnce("conflict");
      assertThat(run.json().at("/results").findValuesAsString("live")).containsExactly(BY_HAND);
      return;
    }
    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.REFUSED);
    assertThat(change(run).at("/origin").asString()).isEqualTo("collision");
    assertThat(change(run).at("/fields/0/from").asString()).isEqualTo(BY_HAND);
    program.wrapupcodes(program.read("wrapupcodes.yaml").replace("Changed 8", BY_HAND));
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

  void assertAllIsWell(Program program, Receiver receiver) {
    assertThat(live()).isEqualTo(desired());
    if (hasQueues()) assertThat(offered()).isEqualTo(OFFERED);
    assertThat(landed(program)).containsExactlyInAnyOrderElementsOf(landing());
    Map<String, Set<String>> ids = new TreeMap<>();
    for (Receiver.Try event : receiver.accepted()) {
      ids.computeIfAbsent(subject(event.json()), key -> new TreeSet<>()).add(event.id());
    }
    assertThat(ids.keySet()).containsExactlyInAnyOrderElementsOf(landing());
    assertThat(ids.values()).allSatisfy(known -> assertThat(known).hasSize(1));
    for (Path journal : program.journals()) {
      Program.Run verified = program.run("audit", "verify", journal.toString());
      assertThat(verified.exit()).as(verified.out()).isEqualTo(ExitCode.OK);
    }
  }

  private Map<String, String> live() {
    return organization.codes().stream()
        .collect(
            Collectors.toMap(
                code -> code.id().startsWith("id-") ? code.id() : code.code(),
                code -> code.code() + ": " + code.value(field()).text(),
                (a, b) -> a + " and " + b,
                TreeMap::new));
  }

  private Map<String, Set<String>> offered() {
    return organization.queues().all().stream()
        .collect(
            Collectors.toMap(
                Queue::id,
                queue ->
                    queue.codes().stream()
                        .map(id -> organization.byId(id).orElseThrow())
                        .map(code -> named(code.id(), code.code()))
                        .collect(Collectors.toSet())));
  }

  /// A code that was there from the start by its id, a new one by its name.
  private static String named(String id, String code) {
    return id.startsWith("id-") ? id : code;
  }

  private static String subject(JsonNode event) {
    String code = named(event.path("codeId").asString(), event.path("code").asString());
    String what = event.path("event").asString().replace("wrapup_code_", "");
    return event.has("queueId")
        ? "%s %s %s".formatted(code, what, event.path("queueId").asString())
        : code;
  }

  /// What the audit entries of all journals are about.
  private static List<String> landed(Program program) {
    return program.journals().stream()
        .flatMap(journal -> lines(journal).stream())
        .map(JSON::readTree)
        .filter(record -> record.path("action").asString("").contains("_WRAPUP_CODE"))
        .map(CrashWorld::entry)
        .toList();
  }

  private static String entry(JsonNode record) {
    String id = record.path("codeId").asString();
    String code = named(id, record.path("newCode").asString(""));
    return switch (record.path("change").asString()) {
      case "add-to-queue" -> code + " queue_added " + record.at("/changes/0/to/0/id").asString();
      case "remove-from-queue" ->
          code + " queue_removed " + record.at("/changes/0/from/0/id").asString();
      default -> code;
    };
  }

  private static List<String> lines(Path journal) {
    try {
      return Files.readAllLines(journal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
