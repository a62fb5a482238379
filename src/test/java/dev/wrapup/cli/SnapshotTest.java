package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Hostile;
import dev.wrapup.Kind;
import dev.wrapup.Schemas;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.source.Seal;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A snapshot takes an organization's place: for whom, and when it is refused.
class SnapshotTest {
  private static final String KEY = "WRAPUP_JOURNAL_KEY";

  /// By the clock of [Program].
  private static final Instant TAKEN = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private Sandbox sandbox;
  private Program program;

  @BeforeEach
  void start() {
    begin(Kind.VERSIONED);
  }

  private void begin(Kind kind) {
    stop();
    sandbox = Sandbox.start(Example.organization(kind.dialect()));
    program = new Program(folder).at(sandbox);
  }

  @AfterEach
  void stop() {
    if (sandbox != null) sandbox.close();
  }

  /// Files of what is live, of which one description is another, and a snapshot.
  private Program taken() {
    assertThat(program.run("export", "--out", "wrapupcodes.yaml").exit()).isEqualTo(ExitCode.OK);
    String yaml = program.read("wrapupcodes.yaml");
    program.wrapupcodes(yaml.replaceFirst("description: .*", "description: another"));
    assertThat(program.run("snapshot", "--out", "s.json").exit()).isEqualTo(ExitCode.OK);
    return program;
  }

  /// Without credentials, an address and any other word of the organization.
  private Program elsewhere() {
    return new Program(folder).withoutCredentials();
  }

  private void changed(UnaryOperator<String> change) {
    String before = program.read("s.json");
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    program.file("s.json", after);
  }

  private static void refused(Program.Run run, String why) {
    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(why).contains("next: ").contains("snapshot");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_plan_on_it_needs_nothing_but_the_file(Kind kind) {
    begin(kind);
    taken();
    sandbox.close();

    Program.Run run = elsewhere().run("plan", "--live", "s.json", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.json().at("/summary/update").asInt()).isOne();
    assertThat(run.json().at("/requests/spent").asInt()).isZero();
    assertThat(run.json().at("/snapshot/takenAt").asString()).isEqualTo("2026-01-01T00:00:00.000Z");
    assertThat(run.json().at("/target/baseUrl").asString()).isEqualTo(sandbox.url().toString());
  }

  @Test
  void the_page_is_typed() throws IOException {
    taken();
    String page = Files.readString(Path.of("docs/snapshots.md"));
    List<String> lines =
        page.lines().filter(line -> line.startsWith("wrapup ")).map(l -> l.split("#")[0]).toList();

    assertThat(lines).hasSize(5);
    for (String line : lines) {
      assertThat(typed(line).err()).as(line).doesNotContain("error:");
    }
  }

  private Program.Run typed(String line) {
    boolean isAsked = line.startsWith("wrapup snapshot");
    Program who = isAsked ? program : elsewhere();
    return who.run(line.strip().substring("wrapup ".length()).split(" +"));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void the_same_organization_gives_the_same_bytes(Kind kind) {
    begin(kind);

    Program.Run run = program.run("snapshot");

    Schemas.holdToItsSchema(run.out());
    assertThat(program.run("snapshot").out()).isEqualTo(run.out());
    assertThat(sandbox.writes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "drift", "validate", "refs"})
  void each_command_says_how_old_it_is_in_each_format(String command) {
    taken();
    String[] operands =
        command.equals("refs") ? new String[] {"CALLBACK_REQUESTED"} : new String[0];
    Program later = elsewhere().with("SOURCE_DATE_EPOCH", "" + (TAKEN.getEpochSecond() + 3 * 3600));

    for (String format : List.of("text", "markdown", "html", "github")) {
      Program.Run run =
          later.run(List.of(command, "--live", "s.json", "--format", format), operands);
      String out = run.out().replaceFirst("(?s)^<!doctype.*?</style>", "");

      assertThat(out.lines().limit(9))
          .as(format)
          .anySatisfy(line -> assertThat(line).contains("2026-01-01 00:00 UTC", "3 hours ago"));
    }
    Program.Run run = later.run(List.of(command, "--live", "s.json", "--format", "json"), operands);
    assertThat(run.json().at("/snapshot/ageSeconds").asLong()).isEqualTo(3 * 3600);
  }

  @Test
  void validate_finds_what_only_the_organization_tells() {
    taken();
    String yaml = program.read("wrapupcodes.yaml");
    program.wrapupcodes(yaml.replace("\n  REFUND:", "\n  refund:").replaceAll(" +id: .*\n", ""));

    assertThat(program.run("validate").exit()).isEqualTo(ExitCode.OK);
    Program.Run run = elsewhere().run("validate", "--live", "s.json", "--format", "json");
    assertThat(run.findings()).isNotEmpty();
    assertThat(run.findings()).isEqualTo(program.run("plan", "--format", "json").findings());
  }

  @Test
  void refs_tell_the_same() {
    taken();

    String live = program.run("refs", "CALLBACK_REQUESTED", "--format", "json").out();
    String then =
        elsewhere().run("refs", "CALLBACK_REQUESTED", "--live", "s.json", "--format", "json").out();

    assertThat(then.replaceFirst("(?s) *\"snapshot\" : \\{.*?},\n", "")).isEqualTo(live);
  }

  @Test
  void one_that_was_changed_by_hand_is_refused() {
    taken();
    changed(
        text -> text.replaceFirst("\"routingType\" : \"manual\"", "\"routingType\" : \"auto\""));

    refused(elsewhere().run("plan", "--live", "s.json"), "its hash is not that of its bytes");
  }

  @Test
  void one_that_was_written_anew_by_another_program_is_refused() {
    taken();
    changed(text -> text.replaceAll("\n *", ""));

    refused(elsewhere().run("plan", "--live", "s.json"), "its hash is not that of its bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 700, -2, -75})
  void one_that_is_cut_short_is_refused(int end) {
    taken();
    changed(text -> text.substring(0, end < 0 ? text.length() + end : end));

    refused(elsewhere().run("plan", "--live", "s.json"), "s.json can't be relied on: it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{}", "{\"format\":\"wrapup.plan/1\"}", "format: 1\n"})
  void another_file_is_refused(String text) {
    taken();
    program.file("s.json", text);

    refused(elsewhere().run("plan", "--live", "s.json"), "s.json can't be relied on: it");
  }

  @Test
  void none_at_all_is_refused() {
    taken();

    refused(elsewhere().run("plan", "--live", "t.json"), "there is no such file");
  }

  @Test
  void one_that_says_what_no_organization_has_is_refused() {
    taken();
    Map<String, String> wrong =
        Map.of(
            "\"code\" : \"REFUND\"", "\"code\" : \"WRONG_NUMBER\"",
            "\"revision\" : \"1\"", "\"revision\" : \"\"",
            "\"outcomes\" : [ ]", "\"outcomes\" : \"none\"",
            "\"displayName\" : \"Refund\"", "\"displayName\" : 7",
            "\"api\" : \"versioned\"", "\"api\" : \"another\"",
            "T00:00:00.000Z\"", "T99:00:00.000Z\"",
            "\"2026-01-01T", "\"+1000000000-12-31T",
            "\"codes\" : [", "\"none\" : [");
    String sound = program.read("s.json");

    wrong.forEach(
        (was, is) -> {
          program.file("s.json", sealed(sound.replace(was, is), Optional.empty()));
          refused(elsewhere().run("plan", "--live", "s.json"), "s.json can't be relied on: ");
        });
  }

  /// Each is taken for something else than it says if it is read in passing.
  @Test
  void one_that_holds_what_no_snapshot_does_is_refused_with_its_place() {
    begin(Kind.GENESYS_CLOUD);
    taken();
    assertThat(program.run("snapshot", "--usage", "30d", "--out", "s.json").exit())
        .isEqualTo(ExitCode.OK);
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("\"codes\" : [", "\"codes\" : [], \"codes\" : ["),
            Map.entry("\"api\" : ", "\"api\" : \"versioned\", \"api\" : "),
            Map.entry("\"areListed\" : false", "\"areListed\" : \"no\""),
            Map.entry("\"isMandatory\" : true", "\"isMandatory\" : 1"),
            Map.entry("\"spellings\" : {", "\"spellings\" : [], \"x\" : {"),
            Map.entry("\"contacts\" : ", "\"contacts\" : -"),
            Map.entry("\"first\" : \"2", "\"first\" : \"+99999999"),
            Map.entry("\"revision\" : \"", "\"revision\" : \"\", \"x\" : \""));
    String sound = program.read("s.json");

    wrong.forEach(
        (was, is) -> {
          assertThat(sound).contains(was);
          program.file("s.json", sealed(sound.replaceFirst(Pattern.quote(was), is)));
          refused(elsewhere().run("plan", "--live", "s.json"), "s.json can't be relied on: ");
        });
    program.file(
        "s.json", sealed(sound.replaceFirst("\"revision\" : \"", "\"revision\" : 1, \"x\" : \"")));
    refused(
        elsewhere().run("plan", "--live", "s.json"), "'revision' is no text (entry 1 of 'codes')");
    program.file("s.json", sound.replace("\"tool\"", "tool"));
    refused(elsewhere().run("plan", "--live", "s.json"), "line 3, column ");
  }

  @Test
  void one_in_which_a_queue_stands_twice_is_refused() {
    begin(Kind.GENESYS_CLOUD);
    taken();
    String sound = program.read("s.json");
    String all = sound.substring(sound.indexOf("\"all\" : ["));
    String queue = all.substring(all.indexOf('{'), all.indexOf('}') + 1);
    program.file("s.json", sealed(sound.replace(queue, queue + ", " + queue)));

    refused(elsewhere().run("plan", "--live", "s.json"), "a queue stands twice");
  }

  static String sealed(String text) {
    return sealed(text, Optional.empty());
  }

  /// As somebody writes it who has the program's source.
  private static String sealed(String text, Optional<byte[]> key) {
    String open = text.replaceFirst("(,\"hmac\":\"\\w+\")?,\"digest\":\"sha256:\\w+\"}\n$", "");
    assertThat(open).isNotEqualTo(text);
    return new Seal(",\"digest\":\"sha256:", key).close(open).text() + "\n";
  }

  @Test
  void with_a_key_only_what_that_signed_is_taken() {
    program.with(KEY, "k1");
    taken();
    String signed = program.read("s.json");

    assertThat(elsewhere().with(KEY, "k1").run("plan", "--live", "s.json").exit())
        .isEqualTo(ExitCode.OK);
    assertThat(elsewhere().run("plan", "--live", "s.json").exit()).isEqualTo(ExitCode.OK);
    refused(
        elsewhere().with(KEY, "k2").run("plan", "--live", "s.json"), "its HMAC is not of this key");
    program.file("s.json", sealed(signed, Optional.empty()));
    refused(elsewhere().with(KEY, "k1").run("plan", "--live", "s.json"), "it carries no HMAC");
  }

  @Test
  void one_that_is_too_old_is_refused() {
    taken();
    Program later = elsewhere().with("SOURCE_DATE_EPOCH", "" + (TAKEN.getEpochSecond() + 3600));

    assertThat(later.run("plan", "--live", "s.json", "--max-age", "1h").exit())
        .isEqualTo(ExitCode.OK);
    refused(
        later.run("plan", "--live", "s.json", "--max-age", "59m"),
        "s.json was taken 2026-01-01 00:00 UTC, 60 minutes ago: that is longer than it may be");
    Program earlier = elsewhere().with("SOURCE_DATE_EPOCH", "" + (TAKEN.getEpochSecond() - 3600));
    refused(earlier.run("plan", "--live", "s.json", "--max-age", "1h"), "still to come");
    refused(earlier.run("plan", "--live", "s.json"), "still to come");
    assertThat(later.run("plan", "--max-age", "1h").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void one_of_another_target_is_refused() {
    taken();
    String[] plan = {"plan", "--live", "s.json"};

    refused(elsewhere().run(List.of(plan), "--api", "genesys-cloud"), "the api 'versioned'");
    refused(elsewhere().run(List.of(plan), "--environment", "eu-west-1"), "'eu-west-1'");
    refused(elsewhere().with("GENESYS_ENV", "eu-west-1").run(plan), "'eu-west-1'");
    refused(elsewhere().with("GENESYS_BASE_URL", "https://a.example").run(plan), "a.example");
    program.wrapupcodes("format: 1\nenvironment: eu-west-1\ncodes: {}\n");
    Program.Run run = elsewhere().run(plan);
    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("the file is for the environment 'eu-west-1'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--sandbox", "--base-url=https://a.example"})
  void an_organization_beside_it_is_refused(String other) {
    taken();

    Program.Run run = elsewhere().run("plan", "--live", "s.json", other);

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--live is given, and --");
    assertThat(elsewhere().run("apply", "--live", "s.json").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void a_plan_on_it_is_applied_only_if_live_gives_the_same() {
    taken();
    assertThat(elsewhere().run("plan", "--live", "s.json", "--out", "p.json").exit())
        .isEqualTo(ExitCode.OK);
    ByHand.edit(sandbox.organization(), "WRONG_NUMBER", "description", "by hand");

    Program.Run other = program.run("apply", "--plan", "p.json");
    assertThat(other.exit()).isEqualTo(ExitCode.NOT_REVIEWED);
    assertThat(sandbox.writes()).isZero();

    ByHand.edit(
        sandbox.organization(),
        "WRONG_NUMBER",
        "description",
        "Caller dialled the wrong number, nothing was discussed.");
    assertThat(program.run("apply", "--plan", "p.json").exit()).isEqualTo(ExitCode.OK);
    Program.Run again = program.run("apply", "--plan", "p.json");
    assertThat(again.exit()).isEqualTo(ExitCode.NOT_REVIEWED);
    assertThat(again.err()).contains("made on a snapshot: of its 1 change only 0 planned now");
  }

  @Test
  void what_it_lacks_is_never_guessed() {
    begin(Kind.GENESYS_CLOUD);
    taken();
    changed(
        text ->
            sealed(
                text.replaceFirst("(?s)\"queues\" : \\{.*?\n  }", "\"queues\" : null"),
                Optional.empty()));

    assertThat(elsewhere().run("plan", "--live", "s.json").exit()).isEqualTo(ExitCode.OK);
    refused(
        elsewhere().run("plan", "--live", "s.json", "--usage", "30d"),
        "doesn't tell how often codes were picked in 30 days");
    String yaml = program.read("wrapupcodes.yaml");
    program.wrapupcodes(yaml + "offers: {\"*\": []}\n");
    refused(elsewhere().run("plan", "--live", "s.json"), "the files name queues");
  }

  @Test
  void hostile_texts_in_it_are_shown_as_live_ones_are() {
    taken();
    String sound = program.read("s.json");
    for (String text : Hostile.texts().stream().toList()) {
      String json = tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(text);
      program.file(
          "s.json",
          sealed(
              sound.replaceFirst(
                  "\"description\" : \".*\"",
                  java.util.regex.Matcher.quoteReplacement("\"description\" : " + json)),
              Optional.empty()));
      for (String format : List.of("text", "markdown", "html", "json")) {
        Program.Run then = elsewhere().run("plan", "--live", "s.json", "--format", format);
        assertThat(then.exit()).isEqualTo(ExitCode.OK);
        assertThat(then.out()).as(format).doesNotContain("\u001b", "\u202e");
        if (format.equals("html")) assertThat(then.out()).doesNotContain("<script>alert", "<img");
      }
    }
  }
}
