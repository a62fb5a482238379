package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The first attempt was killed at its first write, the second one closed its journal and made the
/// changes, and a third one finds copies of what both left.
@ParameterizedClass
@EnumSource
class CopiesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FOLDER = ".wrapup/audit/";
  private static final String LATER = "1767225700";

  @AutoClose private final Sandbox sandbox;
  @AutoClose private final Receiver receiver = Receiver.start();
  private final Kind kind;
  private final Program program;

  private String name = "";
  private String open = "";

  CopiesTest(Kind kind, @TempDir Path home) {
    this.kind = kind;
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), 4, 0));
    program = new Program(home).at(sandbox).with("WFM_WEBHOOK_URL", receiver.url());
  }

  private void two_attempts() {
    program.run("export", "--out", "wrapupcodes.yaml");
    String text =
        program
            .read("wrapupcodes.yaml")
            .replace("undeclared: report", "allow: [create, update, delete]");
    for (int i = 1; i < 3; i++) {
      text = text.replace("Outcome number " + i, "New " + i).replace("of kind " + i, "of new " + i);
    }
    text =
        text.replace("codes:\n", "retired: [CODE_3]\ncodes:\n").replaceAll("(?s)  CODE_3:.*", "")
            + kind.entry("MADE", "Made");
    program.wrapupcodes(text);
    Organization.State before = sandbox.organization().state();
    program.run("apply", "--yes", "--parallelism", "1");
    Path first = program.journals().getFirst();
    name = first.getFileName().toString();
    // all intents are there, and what came of them is not
    open = cut(text(first));
    sandbox.organization().restore(before);
    receiver.reset(List.of());
    program.file(FOLDER + name, open).with("SOURCE_DATE_EPOCH", LATER);
    Program.Run second = program.run("apply", "--yes", "--format", "json");
    assertThat(second.exit()).as(second.err()).isEqualTo(ExitCode.OK);
    assertThat(program.journals()).hasSize(2);
    assertToldOnce();
  }

  /// The journal up to its last intent whose outcome isn't there.
  private static String cut(String journal) {
    int end = journal.indexOf("\"type\":\"applied\"");
    return journal.substring(0, journal.lastIndexOf('\n', end) + 1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> entries(Stream<Path> journals) {
    return journals
        .flatMap(path -> text(path).lines())
        .map(JSON::readTree)
        .filter(record -> record.has("codeId"))
        .toList();
  }

  /// Each change has one audit entry and one event's id.
  private void assertToldOnce() {
    assertThat(entries(program.journals().stream()))
        .extracting(entry -> entry.path("codeId").asString())
        .hasSize(4)
        .doesNotHaveDuplicates();
    Map<String, Set<String>> ids = new TreeMap<>();
    for (Receiver.Try event : receiver.accepted()) {
      String code = event.json().path("codeId").asString();
      ids.computeIfAbsent(code, key -> new TreeSet<>()).add(event.id());
    }
    assertThat(ids).hasSize(4);
    assertThat(ids.values()).allSatisfy(known -> assertThat(known).hasSize(1));
  }

  @Test
  void an_old_copy_beside_the_closed_one_is_left_alone() {
    two_attempts();
    program.file(FOLDER + "copy-" + name, open);

    Program.Run third = program.run("apply", "--yes", "--format", "json");

    assertThat(third.exit()).as(third.err()).isEqualTo(ExitCode.OK);
    assertThat(third.err()).contains("older copy");
    assertToldOnce();
    assertThat(program.read(FOLDER + "copy-" + name)).isEqualTo(open);
    Program.Run resumed = program.run("audit", "resume", FOLDER + "copy-" + name, FOLDER + name);
    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
    assertThat(resumed.out()).doesNotContain("copy-");
    Program.Run verified = program.run("audit", "verify", FOLDER + "copy-" + name);
    assertThat(verified.exit()).isEqualTo(ExitCode.ERROR);
    assertThat(verified.err())
        .contains("next: verify the later copy of it: ")
        .doesNotContain("resume");
    Program.Run alone = program.run("audit", "resume", FOLDER + "copy-" + name);
    assertThat(alone.err()).contains("there are later copies, which count instead");
    Program.Run report =
        program.run("audit", "report", "--format", "json", FOLDER + "copy-" + name, FOLDER + name);
    assertThat(report.exit()).as(report.err()).isEqualTo(ExitCode.OK);
    assertThat(report.json().at("/journal/state").asString()).isEqualTo("intact");
    Program.Run replayed = program.run("webhook", "replay", FOLDER + "copy-" + name, FOLDER + name);
    assertThat(replayed.exit()).as(replayed.err()).isEqualTo(ExitCode.OK);
    assertToldOnce();
  }

  @Test
  void an_old_copy_in_place_of_the_closed_one_claims_nothing_of_the_later_run() {
    two_attempts();
    program.file(FOLDER + name, open);

    Program.Run third = program.run("apply", "--yes", "--format", "json");

    assertThat(third.exit()).as(third.err()).isEqualTo(ExitCode.OK);
    assertToldOnce();
    assertThat(program.run("audit", "verify", FOLDER + name).exit()).isEqualTo(ExitCode.OK);
  }

  /// A journal of another run that nobody could read whole: it is larger than any, by a hole behind
  /// its first record.
  private void unreadable(Path closed) throws IOException {
    String journal = text(closed);
    int begin = journal.indexOf('\n') + 1;
    int end = journal.lastIndexOf('\n', journal.length() - 2);
    String first = journal.substring(0, begin).replaceFirst("\"run\":\"", "\"run\":\"0");
    Path large = closed.resolveSibling("0-" + closed.getFileName());
    try (FileChannel file =
        FileChannel.open(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(first.getBytes(StandardCharsets.UTF_8)));
      file.write(
          ByteBuffer.wrap(journal.substring(end).getBytes(StandardCharsets.UTF_8)), 5L << 30);
    }
  }

  @Test
  void what_other_runs_recorded_is_not_read_for_a_journal_that_leaves_nothing_open()
      throws IOException {
    two_attempts();
    Path closed = program.journals().getLast();
    String whole = text(closed);
    String unfinished = whole.substring(0, whole.lastIndexOf('\n', whole.length() - 2) + 1);
    unreadable(closed);

    for (String left : List.of("", "\0\0", unfinished)) {
      program.file(FOLDER + "left.jsonl", left);

      Program.Run next = program.run("apply", "--yes", "--format", "json");

      assertThat(next.exit()).as(next.err()).isEqualTo(ExitCode.OK);
      assertThat(next.err()).contains("left.jsonl");
    }
    Program.Run resumed = program.run("audit", "resume", FOLDER + "left.jsonl");
    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(ExitCode.OK);
    assertThat(resumed.err()).contains("an older copy of");
  }
}
