package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Hostile;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An organization of Genesys Cloud in which everything has a hostile name: codes, what stands in
/// them, divisions, and whatever uses codes.
class GenesysCloudHostileTest extends GenesysCloudCase {
  private static final List<String> NAMES =
      Hostile.texts().stream().filter(name -> !name.isEmpty()).distinct().toList();

  private static final List<String> FORMATS = List.of("text", "markdown", "html", "github", "json");

  private static final String RATE = "100000/min";
  private static final Settings FAST = Settings.DEFAULT.withLimit(100_000, Duration.ofMinutes(1));

  private Sandbox sandbox;

  @BeforeEach
  void a_hostile_organization() {
    List<String> kinds = List.of("queue", "flow", "outbound-rule-set", "retention-policy");
    Map<String, String> divisions = new LinkedHashMap<>();
    List<LiveCode> codes = new ArrayList<>();
    List<Referrer> users = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      divisions.put("division-" + i, name);
      codes.add(CloudExample.code("id-" + i, name, name, "division-" + i));
      Optional<String> used = Optional.of("id-" + i);
      users.add(
          new Referrer(kinds.get(i % kinds.size()), "user-" + i, name, used, Optional.empty()));
    }
    sandbox = start(new Organization(Dialect.GENESYS_CLOUD, codes, users, divisions), FAST);
  }

  private static void assertStaysText(Program.Run run) {
    String all = run.out() + run.err();
    assertThat(all).doesNotContain("::error", "##[", "\u001b", "\u202E", "\r", "\u2028");
    assertThat(all).doesNotContain("\u0000", "\u200B", "\u0085", "\nNothing to do");
    assertThat(run.out().lines().filter(line -> line.startsWith("next:"))).isEmpty();
  }

  @Test
  void an_export_of_it_is_a_file_whose_plan_is_empty() {
    Program program = program(sandbox).with("GITHUB_ACTIONS", "true");
    Program.Run export = program.run("export", "--out", "wrapupcodes.yaml");

    Program.Run plan = program.run("plan", "--exit-code", "--format", "json");

    assertThat(export.exit()).as(export.err()).isEqualTo(ExitCode.OK);
    assertThat(plan.exit()).as(plan.out()).isEqualTo(ExitCode.OK);
    assertThat(plan.json().at("/summary/unchanged").asInt()).isEqualTo(NAMES.size());
    assertThat(program.run("drift").exit()).isEqualTo(ExitCode.OK);
    assertThat(program.read("wrapupcodes.yaml"))
        .doesNotContain("\u001b", "\u202E", "\u0000", "\u200B", "\r", "\u2028");
  }

  /// Queues of these names, and a code.
  private Sandbox queues(List<String> names) {
    List<Queue> queues = new ArrayList<>();
    for (String name : names) {
      queues.add(new Queue("queue-" + queues.size(), name, "", List.of(), Map.of()));
    }
    var codes = List.of(CloudExample.code("id-0", "Refund", "text", "*"));
    return start(new Organization(Dialect.GENESYS_CLOUD, codes, List.of(), Map.of(), queues), FAST);
  }

  /// Files by which all queues shall offer the code.
  private Program offering(Sandbox queues) {
    Program program = program(queues).with("GITHUB_ACTIONS", "true");
    program.run("export", "--out", "wrapupcodes.yaml", "--rate-limit", RATE);
    return program.wrapupcodes(program.read("wrapupcodes.yaml") + "offers:\n  \"*\": [Refund]\n");
  }

  @Test
  void queues_of_such_names_stay_text_when_they_get_a_code_and_when_that_is_reported() {
    Sandbox all = queues(NAMES);
    Organization organization = all.organization();
    Program program = offering(all);
    for (String format : FORMATS)
      assertStaysText(program.run("plan", "--format", format, "--rate-limit", RATE));

    Program.Run apply = program.run("apply", "--yes", "--rate-limit", RATE);

    assertThat(apply.exit()).as(apply.err()).isEqualTo(ExitCode.OK);
    assertStaysText(apply);
    assertThat(organization.queues().all())
        .allSatisfy(queue -> assertThat(queue.codes()).containsExactly("id-0"));
    String journal = program.journals().getFirst().toString();
    for (String format : FORMATS) {
      assertStaysText(program.run("audit", "report", "--format", format, journal));
    }
    assertThat(program.run("plan", "--exit-code", "--rate-limit", RATE).exit())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void names_of_a_megabyte_fill_no_report() {
    Program program =
        offering(
            queues(
                Stream.of("x", "\u202E", "\u001b[2J", "\n", "\u0000")
                    .map(part -> part.repeat(1_000_000 / part.length()))
                    .toList()));

    for (String format : List.of("text", "markdown", "html", "github")) {
      Program.Run plan = program.run("plan", "--format", format);
      assertThat(plan.exit()).as(plan.err()).isEqualTo(ExitCode.OK);
      assertStaysText(plan);
      assertThat(plan.out().length() + plan.err().length()).as(format).isLessThan(200_000);
    }
    Program.Run apply = program.run("apply", "--yes");
    assertThat(apply.exit()).as(apply.err()).isEqualTo(ExitCode.OK);
    assertStaysText(apply);
    assertThat(apply.out().length() + apply.err().length()).isLessThan(50_000);
    String journal = program.journals().getFirst().toString();
    for (String format : List.of("text", "markdown", "html", "github")) {
      Program.Run report = program.run("audit", "report", "--format", format, journal);
      assertStaysText(report);
      assertThat(report.out().length()).as(format).isLessThan(200_000);
    }
  }

  /// A key in YAML has at most 1,024 characters, and one that nobody sees takes six.
  @Test
  void a_name_that_no_key_can_hold_is_left_out_and_left_alone() {
    String fits = "\u200B".repeat(170);
    List<LiveCode> codes = new ArrayList<>();
    for (String name : List.of("\u202E".repeat(256), "\uDB40\uDC45".repeat(128), fits, "Refund")) {
      codes.add(CloudExample.code("id-" + codes.size(), name, "text", "*"));
    }
    Sandbox unseen =
        start(
            new Organization(Dialect.GENESYS_CLOUD, codes, List.of(), Map.of()), Settings.DEFAULT);
    Program program = exported(unseen);
    String file = program.read("wrapupcodes.yaml");

    Program.Run plan = program.run("plan", "--exit-code", "--format", "json");
    unseen
        .organization()
        .edit("Refund", code -> CloudExample.code(code.id(), fits + fits, "text", "*"));
    Program.Run adopt = program.run("adopt", "--all");

    assertThat(file.lines().filter(line -> line.startsWith("# left out: the code '"))).hasSize(2);
    assertThat(plan.exit()).as(plan.out()).isEqualTo(ExitCode.OK);
    assertThat(plan.json().at("/summary/unchanged").asInt()).isEqualTo(2);
    assertThat(plan.json().at("/summary/undeclared").asInt()).isEqualTo(2);
    assertThat(adopt.exit()).as(adopt.err()).isEqualTo(ExitCode.OK);
    assertThat(program.read("wrapupcodes.yaml")).isEqualTo(file);
  }

  @Test
  void its_names_stay_text_in_every_output() {
    StringBuilder file =
        new StringBuilder("format: 1\napi: genesys-cloud\npolicy: {maxUpdates: 1000}\ncodes:\n");
    for (int i = 0; i < NAMES.size(); i++) {
      file.append("  new %d: {id: id-%d, description: none, division: \"*\"}\n".formatted(i, i));
    }
    Program program = program(sandbox).with("GITHUB_ACTIONS", "true").wrapupcodes(file.toString());

    for (String format : List.of("text", "markdown", "html")) {
      assertStaysText(program.run("plan", "--format", format));
    }
    assertThat(program.run("plan", "--format", "html").out())
        .doesNotContain("</script><b>", "<img", "<h1>b", "<script>a", "<!--");
    Program.Run json = program.run("plan", "--format", "json");

    assertThat(json.out()).doesNotContain("::error", "##[", "\u001b");
    assertThat(json.json().at("/summary/update").asInt()).isEqualTo(NAMES.size());
    assertThat(json.json().toString()).contains("::error::forged");
    for (String format : List.of("text", "markdown")) {
      assertStaysText(program.run("drift", "--format", format));
    }
    for (int i = 0; i < NAMES.size(); i += 7) {
      if (!NAMES.get(i).startsWith("-")) assertStaysText(program.run("refs", NAMES.get(i)));
    }
  }
}
