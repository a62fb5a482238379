package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.CloudExample;
import dev.wrapup.sandbox.Fault;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Who changed what by hand, as `drift` tells it.
class GenesysCloudDriftTest extends GenesysCloudCase {
  private static long asked(Sandbox sandbox, String path) {
    return sandbox.requests().stream().filter(one -> one.path().contains(path)).count();
  }

  private static void edit(Sandbox sandbox, LiveCode code, String description, String by) {
    Map<dev.wrapup.model.Field, Value> values =
        Map.of(
            Dialect.GENESYS_CLOUD.field("description").orElseThrow(), new Value.Text(description));
    sandbox.organization().update(code.id(), Optional.empty(), code.code(), values, by);
  }

  private static JsonNode first(Program.Run run) {
    return run.json().at("/drift/0/lastEdit");
  }

  @Test
  void every_format_says_who_and_when_and_asks_for_each_person_once() {
    Sandbox sandbox = start();
    Program program = exported(sandbox);
    edit(sandbox, "Refund", "by hand");
    edit(sandbox, "Complaint", "by hand too");
    int before = sandbox.requests().size();

    Program.Run json = program.run("drift", "--format", "json");

    assertThat(json.exit()).isEqualTo(ExitCode.DRIFT);
    assertThat(first(json).at("/by").asString()).isEqualTo(Organization.ADMINISTRATOR);
    assertThat(first(json).at("/name").asString()).isEqualTo("Ada Admin");
    assertThat(first(json).at("/own").asBoolean()).isFalse();
    assertThat(first(json).at("/at").asString()).matches("\\d{4}-.*Z");
    assertThat(asked(sandbox, "/users/")).isEqualTo(1);
    assertThat(sandbox.requests().size() - before).isEqualTo(5 + 2);
    assertThat(program.run("drift").out())
        .containsPattern("\n    by Ada Admin on \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\n");
    assertThat(program.run("drift", "--format", "markdown").out())
        .contains("| last edit |")
        .containsPattern("\\| by `Ada Admin` on \\d{4}");
  }

  @Test
  void without_drift_nobody_is_asked_for() {
    Sandbox sandbox = start();
    Program program = exported(sandbox);

    Program.Run run = program.run("drift", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(asked(sandbox, "/users/") + asked(sandbox, "/tokens/me")).isZero();
  }

  @Test
  void what_our_own_client_wrote_last_is_told_as_the_last_apply() {
    Sandbox sandbox = start();
    Program program = exported(sandbox);
    String before = program.read("wrapupcodes.yaml");
    program.wrapupcodes(before.replace("A refund was granted", "Money went back"));
    assertThat(apply(program).exit()).isEqualTo(ExitCode.OK);
    program.wrapupcodes(before);

    Program.Run json = program.run("drift", "--format", "json");

    assertThat(first(json).at("/own").asBoolean()).isTrue();
    assertThat(first(json).at("/name").isNull()).isTrue();
    assertThat(program.run("drift").out()).contains("by our own client (last apply) on ");
    assertThat(asked(sandbox, "/users/")).isZero();
  }

  @Test
  void who_may_not_be_read_or_is_no_user_stays_an_id() {
    Sandbox sandbox = start();
    Program program = exported(sandbox);
    edit(sandbox, sandbox.organization().byCode("Refund").orElseThrow(), "x", "nobody-known");

    Program.Run unknown = program.run("drift");
    edit(sandbox, "Refund", "by hand");
    sandbox.inject(Fault.parse("status:403@GET#" + (sandbox.count("GET") + 6)));
    Program.Run forbidden = program.run("drift");

    assertThat(unknown.out()).contains("by nobody-known on ");
    assertThat(forbidden.exit()).isEqualTo(ExitCode.DRIFT);
    assertThat(forbidden.out()).contains("by " + Organization.ADMINISTRATOR + " on ");
  }

  @Test
  void a_name_that_cannot_be_read_now_is_waited_for_by_nobody() {
    Sandbox sandbox = start();
    Program program = exported(sandbox);
    edit(sandbox, "Refund", "by hand");
    sandbox.inject(Fault.parse("status:500@GET#" + (sandbox.count("GET") + 6)));

    Program.Run run = program.run("drift");

    assertThat(run.exit()).isEqualTo(ExitCode.DRIFT);
    assertThat(run.out()).contains("by " + Organization.ADMINISTRATOR + " on ");
    assertThat(asked(sandbox, "/users/")).isEqualTo(1);
  }

  @Test
  void only_so_many_people_are_asked_for() {
    Sandbox sandbox = start(CloudExample.generated(40, 0), Settings.DEFAULT);
    Program program = exported(sandbox);
    int nth = 0;
    for (LiveCode code : sandbox.organization().codes()) {
      edit(sandbox, code, "x", "user-" + nth++);
    }

    Program.Run run = program.run("drift", "--format", "json");

    assertThat(run.json().at("/summary/changed").asInt()).isEqualTo(40);
    assertThat(asked(sandbox, "/users/")).isEqualTo(20);
  }

  @Test
  void what_may_only_be_out_of_sight_is_not_simply_gone() {
    exported(start());
    Sandbox narrow =
        start(
            CloudExample.organization(),
            Settings.DEFAULT.withHidden(CloudExample.divisionId("Sales")));

    Program.Run run = program(narrow).run("drift");

    assertThat(run.out()).contains("gone, or out of sight: the OAuth client doesn't see");
    assertThat(program(narrow).run("drift", "--format", "json").json().at("/unseen").asString())
        .contains("Sales");
    assertThat(program(narrow).run("drift", "--format", "markdown").out())
        .contains("Gone, or out of sight: `the OAuth client");
  }
}
