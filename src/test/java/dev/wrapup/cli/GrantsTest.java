package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.TamperingProxy;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Contact;
import dev.wrapup.sandbox.organization.Organization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the client's roles say that it may, and whatever else a server says in their place.
class GrantsTest extends GenesysCloudCase {
  private static final String SUBJECT = "/api/v2/authorization/subjects/me";
  private static final String PERMITTED = "/api/v2/authorization/divisionspermitted/paged/me";

  private static long asked(Sandbox sandbox, String path) {
    return sandbox.requests().stream().filter(each -> each.path().equals(path)).count();
  }

  /// A role in all divisions.
  private static String role(String policies) {
    return "[{\"division\":{\"id\":\"*\"},\"role\":{\"id\":\"r\",\"policies\":%s,\"default\":null}}]"
        .formatted(policies);
  }

  private static String policy(String domain, String entity, String actions) {
    return "{\"domain\":\"%s\",\"entityName\":\"%s\",\"actions\":%s,\"condition\":null}"
        .formatted(domain, entity, actions);
  }

  /// A server whose answer is this one wherever it is asked for the client's roles.
  private static TamperingProxy answering(Sandbox sandbox, int status, String subject) {
    return TamperingProxy.before(sandbox.url())
        .answers(
            (call, reply) ->
                call.path().startsWith(SUBJECT)
                    ? new TamperingProxy.Reply(status, subject).bytes()
                    : reply.bytes());
  }

  /// How often it is asked beside where the client may see codes, and what the plan then is.
  private void plan(String subject, int status, int asked) {
    Sandbox sandbox = start();
    try (TamperingProxy proxy = answering(sandbox, status, subject)) {
      Program program =
          program(sandbox)
              .with("GENESYS_BASE_URL", proxy.url().toString())
              .wrapupcodes(
                  """
                  format: 1
                  api: genesys-cloud
                  organization: %s
                  policy: {allow: [create]}
                  codes: {Brand new: {division: Sales}}
                  """
                      .formatted(CloudExample.organizationId()));

      Program.Run run = program.run("plan", "--format", "json");

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.json().at("/changes")).hasSize(1);
      assertThat(run.json().path("findings").toString()).doesNotContain("doesn't see");
      assertThat(asked(sandbox, SUBJECT)).isEqualTo(1);
      assertThat(asked(sandbox, PERMITTED)).isEqualTo(asked);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | * | [\"*\"] | 0",
        "routing | * | [\"*\"] | 0",
        "routing | wrapupCode | [\"add\",\"view\"] | 0",
        "routing | wrapupCode | [\"add\"] | 1",
        "routing | queue | [\"view\"] | 1",
        "outbound | wrapupCode | [\"view\"] | 1",
        "routing | wrapupCode | [] | 1",
      })
  void what_a_role_gives_everywhere_is_not_asked_again(
      String domain, String entity, String actions, int asked) {
    String policies = "[%s]".formatted(policy(domain, entity, actions));

    plan("{\"grants\":%s}".formatted(role(policies)), 200, asked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404 | {}",
        "403 | {}",
        "401 | {}",
        "302 | {}",
        "429 | {}",
        "500 | {}",
        "503 | {}",
        "200 | {}",
        "200 | []",
        "200 | {",
        "200 | ``",
        "200 | {\"grants\":null}",
        "200 | {\"grants\":7}",
        "200 | {\"grants\":[7]}",
        "200 | {\"grants\":[{}]}",
        "200 | {\"grants\":[{\"division\":{\"id\":\"*\"}}]}",
        "200 | {\"grants\":[{\"division\":\"*\",\"role\":{}}]}",
        "200 | {\"grants\":[{\"division\":{\"id\":\"*\"},\"role\":{\"policies\":null}}]}",
        "200 | {\"grants\":[{\"division\":{\"id\":\"*\"},\"role\":{\"policies\":[\"*:*:*\"]}}]}",
        "200 | {\"grants\":[{\"role\":{\"policies\":[{\"domain\":\"*\",\"entityName\":\"*\",\"actions\":[\"*\"]}]}}]}",
      })
  void where_roles_say_nothing_it_is_asked(int status, String subject) {
    plan(subject, status, 1);
  }

  @Test
  void more_than_64_mib_of_roles_are_as_none() {
    plan("{" + " ".repeat(65 << 20) + "}", 200, 1);
  }

  /// Roles of nothing else, and roles of more divisions than there are.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"\"actions\":[%s\"view\"] | \"view\", | 0", "\"actions\":[%s\"add\"] | \"x\", | 1"})
  void roles_of_50_mib_take_little_memory(String policies, String each, int asked)
      throws Exception {
    String actions = policies.formatted(each.repeat((50 << 20) / each.length()));
    String policy = policy("routing", "*", "[]").replace("\"actions\":[]", actions);
    String subject = "{\"grants\":%s}".formatted(role("[%s]".formatted(policy)));
    Sandbox sandbox = start();
    try (TamperingProxy proxy = answering(sandbox, 200, subject)) {
      Program program =
          program(sandbox)
              .with("GENESYS_BASE_URL", proxy.url().toString())
              .with("JAVA_TOOL_OPTIONS", "-Xmx192m -XX:+UseSerialGC");

      Process process = program.start(List.of(), "export");

      String told = program.told(process);
      assertThat(process.exitValue()).as(told).isZero();
      assertThat(asked(sandbox, PERMITTED)).isEqualTo(asked);
    }
  }

  /// A condition may leave something out, whatever the vendor calls it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"condition\":\"DivisionMatch\"",
        "\"condition\":{\"not\":[]}",
        "\"condition\":null,\"resourceConditionNode\":{}",
      })
  void what_a_role_gives_on_a_condition_is_asked(String condition) {
    String policy = policy("*", "*", "[\"*\"]").replace("\"condition\":null", condition);

    plan("{\"grants\":%s}".formatted(role("[%s]".formatted(policy))), 200, 1);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1"})
  void a_role_for_each_division_is_one_for_all(int without, int asked) {
    String all = policy("routing", "wrapupCode", "[\"view\"]");
    List<String> divisions = new ArrayList<>(CloudExample.organization().divisions().keySet());

    String grants =
        divisions.stream()
            .skip(without)
            .map(id -> role("[%s]".formatted(all)).replace("\"*\"", "\"%s\"".formatted(id)))
            .map(list -> list.substring(1, list.length() - 1))
            .collect(Collectors.joining(",", "[", "]"));

    plan("{\"grants\":%s}".formatted(grants), 200, asked);
  }

  /// Of 1,000 codes, as many as analytics have contacts of.
  @ParameterizedTest
  @CsvSource({"plan,14", "plan --usage 30d,14 + 1", "usage,13 + 1", "usage --compare,13 + 2"})
  void to_count_picks_takes_one_request_more_and_two_with_the_period_before(
      String line, String requests) {
    Organization organization = CloudExample.generated(1000, 0);
    for (int i = 0; i < 1000; i++) {
      organization.contacts().add(new Contact("id-" + i, "q", Optional.empty(), i));
    }
    Sandbox sandbox = start(organization, Settings.DEFAULT);
    Program program =
        program(sandbox)
            .wrapupcodes(
                """
                format: 1
                api: genesys-cloud
                organization: %s
                policy: {allow: [delete]}
                codes: {}
                """
                    .formatted(CloudExample.organizationId()));

    Program.Run run = program.run((line + " --rate-limit 600000/min").split(" "));

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).doesNotContain("unknown");
    assertThat(sandbox.requests()).hasSize(GenesysCloudTest.sum(requests));
  }
}
