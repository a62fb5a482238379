package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.source.Sha256;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The commands that read journals, as processes with little memory, on one that takes more than
/// they have.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeJournalTest {
  private static final JsonMapper JSON = new JsonMapper();

  /// Whose journal takes eight times the heap that is given; by `-Djournal.changes=100000` it is
  /// the one that the heap of 256 MiB was measured with.
  private static final int CHANGES = Integer.getInteger("journal.changes", 12_000);

  private static final int HEAP = CHANGES > 50_000 ? 256 : 40;

  private Path folder;
  private final Sandbox sandbox = Sandbox.start(Organization.generated(2, 0));
  private final Receiver receiver = Receiver.start();
  private Program program;
  private List<ObjectNode> pattern;

  @BeforeAll
  void a_journal_of_a_run_with_many_changes(@TempDir Path temporary) throws IOException {
    folder = temporary;
    program = new Program(folder).at(sandbox).with("WFM_WEBHOOK_URL", receiver.url());
    program.run("export", "--out", "wrapupcodes.yaml");
    String export = program.read("wrapupcodes.yaml");
    program.wrapupcodes(
        export.replace("displayName: Outcome number 0", "displayName: " + "x".repeat(200)));
    Program.Run run = program.run("apply", "--yes", "--format", "json");
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    pattern =
        program
            .read(run.json().at("/journal").asString())
            .lines()
            .map(line -> (ObjectNode) JSON.readTree(line))
            .toList();
    assertThat(pattern).hasSize(5);
    write(folder.resolve("closed.jsonl"), true);
    // beside the closed one it would pass for an old copy
    write(Files.createDirectory(folder.resolve("cut")).resolve("open.jsonl"), false);
    assertThat(Files.size(folder.resolve("closed.jsonl"))).isGreaterThan(CHANGES * 1500L);
  }

  @AfterAll
  void stop() {
    sandbox.close();
    receiver.close();
  }

  private void write(Path path, boolean isClosed) throws IOException {
    String head = "0".repeat(64);
    try (BufferedWriter out = Files.newBufferedWriter(path)) {
      ObjectNode first = pattern.getFirst().deepCopy().put("planned", CHANGES + 1);
      int seq = 1;
      head = append(out, first, seq++, head);
      for (int i = 0; i < CHANGES; i++) {
        int intent = seq;
        String id = "id-" + i;
        String event = "msg_7b3f_" + intent;
        head =
            append(
                out, pattern.get(1).deepCopy().put("id", id).put("webhookId", event), seq++, head);
        ObjectNode applied = pattern.get(2).deepCopy().put("id", id).put("codeId", id);
        head = append(out, applied.put("intent", intent).put("webhookId", event), seq++, head);
        head = append(out, pattern.get(3).deepCopy().put("webhookId", event), seq++, head);
      }
      if (isClosed) append(out, pattern.get(4).deepCopy(), seq, head);
    }
  }

  private static String append(BufferedWriter out, ObjectNode record, int seq, String head)
      throws IOException {
    record.put("seq", seq).remove(List.of("prev", "hash"));
    String open = JSON.writeValueAsString(record);
    String body = open.substring(0, open.length() - 1) + ",\"prev\":\"" + head + "\"";
    String hash = Sha256.hex(body);
    out.write(body + ",\"hash\":\"" + hash + "\"}\n");
    return hash;
  }

  private String told(int exit, String... args) throws Exception {
    long begin = System.nanoTime();
    Process process =
        program.start(List.of("env", "JDK_JAVA_OPTIONS=-Xmx%dm".formatted(HEAP)), args);
    String told = program.told(process);
    assertThat(process.exitValue())
        .as(told.substring(0, Math.min(2000, told.length())))
        .isEqualTo(exit);
    System.out.printf(
        "%,d changes, %d MiB: %s took %d ms%n",
        CHANGES, HEAP, List.of(args), (System.nanoTime() - begin) / 1_000_000);
    return told;
  }

  @Test
  void it_is_verified() throws Exception {
    assertThat(told(0, "audit", "verify", "closed.jsonl"))
        .contains("intact: %,d records".formatted(3 * CHANGES + 2));
  }

  @Test
  void it_is_reported_as_a_page_and_as_markdown() throws Exception {
    assertThat(told(0, "audit", "report", "--format", "html", "closed.jsonl"))
        .contains("%,d of %,d changes made".formatted(CHANGES, CHANGES));
    assertThat(told(0, "audit", "report", "closed.jsonl"))
        .contains(
            "%,d of %,d changes made".formatted(CHANGES, CHANGES),
            "shown; `--format json` has all");
  }

  @Test
  void it_is_reported_as_json_on_standard_output_and_into_a_file() throws Exception {
    told(0, "audit", "report", "--format", "json", "--out", "r.json", "closed.jsonl");
    told(0, "audit", "report", "--format", "json", "closed.jsonl");

    assertThat(Files.mismatch(folder.resolve("r.json"), folder.resolve("stdout.txt")))
        .isEqualTo(-1);
    String last = "\"id\" : \"id-%d\"".formatted(CHANGES - 1);
    try (var lines = Files.lines(folder.resolve("r.json"))) {
      assertThat(lines.filter(line -> line.contains(last)).count()).isEqualTo(1);
    }
  }

  @Test
  void it_is_resumed() throws Exception {
    assertThat(told(0, "audit", "resume", "cut/open.jsonl"))
        .contains("%,d of %,d changes made".formatted(CHANGES, CHANGES + 1));
  }
}
