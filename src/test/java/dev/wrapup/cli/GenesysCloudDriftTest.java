package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
  void the_same_edit_of_two_people_is_told_once_for_each() {
    Sandbox sandbox = start(CloudExample.generated(6, 0), Settings.DEFAULT);
    Program program = exported(sandbox);
    for (LiveCode code : sandbox.organization().codes()) {
      boolean isFirst = code.code().compareTo("CODE_3") < 0;
      String description = text(sandbox, code.code(), "description").replace("contact", "call");
      edit(sandbox, code, description, isFirst ? Organization.ADMINISTRATOR : "somebody");
    }

    String out = program.run("drift").out();

    assertThat(out)
        .containsPattern(
            "3 × description: … contact … → … call …\n    by Ada Admin .*\n    CODE_0, CODE_1, CODE_2\n")
        .containsPattern(
            "3 × description: … contact … → … call …\n    by somebody .*\n    CODE_3, CODE_4, CODE_5\n");
    assertThat(program.run("drift", "--format", "markdown").out())
        .contains("call …`, edited by `Ada Admin` ", "call …`, edited by `somebody` ");
    assertThat(program.run("drift", "--format", "html").out())
        .containsPattern("edited by <bdi[^>]*>Ada Admin<")
        .containsPattern("edited by <bdi[^>]*>somebody<");
  }
}
