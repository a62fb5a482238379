package dev.wrapup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.OrganizationFile;
import dev.wrapup.sandbox.organization.Queue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Queues of the sandbox behave as Genesys Cloud's are known to, as seen by a client that isn't
/// ours.
class CloudQueueContractTest extends CloudOutsider {
  private static final String QUEUES = "/api/v2/routing/queues";
  private static final String ALL = QUEUES + "/divisionviews/all";

  private final Sandbox sandbox = start(CloudExample.generated(250, 3, 2), Settings.DEFAULT);

  private static String codes(String queue) {
    return QUEUES + "/" + queue + "/wrapupcodes";
  }

  private static String ids(String... ids) {
    return "[{\"id\":\"" + String.join("\"},{\"id\":\"", ids) + "\"}]";
  }

  private List<String> offered(String queue) {
    return sandbox.organization().queues().get(queue).orElseThrow().codes();
  }

  @Test
  void a_queue_keeps_what_a_client_sent_of_it_until_it_is_replaced_or_deleted() {
    String sent =
        """
        {"name":"Billing","description":"d","acwSettings":{"wrapupPrompt":"MANDATORY"},
         "mediaSettings":{"call":{"serviceLevel":{"percentage":0.8,"durationMs":20000}}}}""";

    JsonNode made = ok(call(sandbox, "POST", QUEUES, sent));
    String queue = QUEUES + "/" + made.path("id").asString();
    call(sandbox, "POST", queue + "/wrapupcodes", ids("id-7"));
    JsonNode read = get(sandbox, queue);
    JsonNode replaced = ok(call(sandbox, "PUT", queue, "{\"name\":\"Invoices\"}"));
    JsonNode stays = get(sandbox, queue + "/wrapupcodes");
    call(sandbox, "DELETE", queue, "");

    assertThat(read).isEqualTo(made);
    assertThat(read.path("acwSettings").path("wrapupPrompt").asString()).isEqualTo("MANDATORY");
    assertThat(read.at("/mediaSettings/call/serviceLevel/percentage").asDouble()).isEqualTo(0.8);
    assertThat(read.at("/division/name").asString()).isEqualTo("Home");
    assertThat(read.propertyNames()).contains("dateCreated").doesNotContain("dateModified");
    assertThat(replaced.path("name").asString()).isEqualTo("Invoices");
    assertThat(replaced.propertyNames()).contains("dateModified").doesNotContain("description");
    assertThat(replaced.at("/acwSettings/wrapupPrompt").asString()).isEqualTo("OPTIONAL");
    assertThat(names(stays)).containsExactly("CODE_7");
    assertThat(call(sandbox, "GET", queue, "").statusCode()).isEqualTo(404);
    assertThat(call(sandbox, "DELETE", queue, "").statusCode()).isEqualTo(404);
  }

  @Test
  void a_queue_stays_in_its_division_until_it_is_moved() {
    String sales = CloudExample.divisionId("Sales");
    String moves = "/api/v2/authorization/divisions/" + sales + "/objects/QUEUE";
    String nowhere = "/api/v2/authorization/divisions/nowhere/objects/QUEUE";

    call(sandbox, "PUT", QUEUES + "/queue-2", "{\"name\":\"Queue 2\"}");
    String some = error(call(sandbox, "POST", moves, "[\"queue-2\",\"none\"]"));
    int moved = call(sandbox, "POST", moves, "[\"queue-0\"]").statusCode();

    assertThat(moved).isEqualTo(200);
    assertThat(ids(get(sandbox, QUEUES + "?divisionId=" + sales))).contains("queue-0", "queue-1");
    assertThat(get(sandbox, QUEUES + "/queue-2").at("/division/name").asString())
        .isEqualTo("Service");
    assertThat(some).isEqualTo("404 not.found");
    assertThat(error(call(sandbox, "POST", nowhere, "[\"queue-0\"]"))).isEqualTo("404 not.found");
  }

  @Test
  void a_queue_has_as_many_members_as_it_says() {
    JsonNode members = get(sandbox, QUEUES + "/queue-0/members?pageSize=100&memberBy=user");

    assertThat(get(sandbox, QUEUES + "/queue-0").path("memberCount").asInt()).isZero();
    assertThat(members.path("entities").isArray()).isTrue();
    assertThat(members.path("entities")).isEmpty();
    assertThat(error(call(sandbox, "GET", QUEUES + "/none/members", "")))
        .isEqualTo("404 not.found");
  }

  @ParameterizedTest
  @CsvSource({
    "'',queue-0 queue-1 queue-2",
    "pageSize=500,queue-0 queue-1 queue-2",
    "name=Queue*,queue-0 queue-1 queue-2",
    "name=*1,queue-1",
    "name=Queue%202,queue-2",
    "id=queue-0%2Cqueue-2,queue-0 queue-2",
    "id=queue-0&id=queue-2,queue-0 queue-2",
    "sortOrder=descending,queue-2 queue-1 queue-0",
    "sortBy=name&sortOrder=DESC&pageSize=1,queue-2",
  })
  void queues_are_found_by_what_is_asked_for(String query, String found) {
    assertThat(ids(get(sandbox, QUEUES + "?" + query))).containsExactly(found.split(" "));
    assertThat(ids(get(sandbox, ALL + "?" + query))).containsExactly(found.split(" "));
  }

  @Test
  void queues_are_found_by_their_divisions() {
    String sales = CloudExample.divisionId("Sales");
    String service = CloudExample.divisionId("Service");

    JsonNode found = get(sandbox, ALL + "?divisionId=" + sales + "%2C" + service);

    assertThat(ids(found)).containsExactly("queue-1", "queue-2");
    assertThat(found.at("/entities/0/acwSettings/wrapupPrompt").asString()).isEqualTo("OPTIONAL");
  }

  @Test
  void codes_are_added_up_to_100_at_once_and_removed_one_by_one() {
    String[] hundred = IntStream.range(0, 100).mapToObj(i -> "id-" + i).toArray(String[]::new);

    JsonNode added = ok(call(sandbox, "POST", codes("queue-0"), ids(hundred)));
    JsonNode page = get(sandbox, codes("queue-0") + "?pageSize=30&pageNumber=4");
    int removed = call(sandbox, "DELETE", codes("queue-0") + "/id-5", "").statusCode();
    int again = call(sandbox, "DELETE", codes("queue-0") + "/id-5", "").statusCode();

    assertThat(added).hasSize(100);
    assertThat(added.get(99).path("name").asString()).isEqualTo("CODE_99");
    assertThat(page.path("total").asInt()).isEqualTo(100);
    assertThat(names(page)).hasSize(10).contains("CODE_99");
    assertThat(List.of(removed, again)).containsExactly(200, 404);
    assertThat(offered("queue-0")).hasSize(99).doesNotContain("id-5");
    assertThat(offered("queue-1")).containsExactly("id-1", "id-2");
  }

  /// All or nothing.
  @ParameterizedTest
  @ValueSource(strings = {"{}", "[{}]", "nonsense", "[{\"id\":\"id-9\"},{\"id\":\"id-none\"}]"})
  void what_is_no_list_of_codes_adds_none(String body) {
    HttpResponse<String> answer = call(sandbox, "POST", codes("queue-0"), body);

    assertThat(answer.statusCode()).isEqualTo(body.contains("id-none") ? 404 : 400);
    assertThat(JSON.readTree(answer.body()).propertyNames()).contains("code", "contextId");
    assertThat(offered("queue-0")).containsExactly("id-0", "id-1");
  }

  @Test
  void more_than_100_codes_at_once_are_refused() {
    String[] more = IntStream.range(0, 101).mapToObj(i -> "id-" + i).toArray(String[]::new);

    assertThat(error(call(sandbox, "POST", codes("queue-0"), ids(more))))
        .isEqualTo("400 bad.request");
    assertThat(offered("queue-0")).hasSize(2);
  }

  @Test
  void a_code_that_is_deleted_leaves_its_queues() {
    call(sandbox, "DELETE", CODES + "/id-1", "");

    assertThat(offered("queue-0")).containsExactly("id-0");
    assertThat(offered("queue-1")).containsExactly("id-2");
    assertThat(names(get(sandbox, codes("queue-1")))).containsExactly("CODE_2");
  }

  @Test
  void a_name_is_one_queues_alone() {
    String taken = "{\"name\":\"Queue 1\"}";

    assertThat(error(call(sandbox, "POST", QUEUES, taken))).isEqualTo("409 general.conflict");
    assertThat(error(call(sandbox, "PUT", QUEUES + "/queue-0", taken)))
        .isEqualTo("409 general.conflict");
    assertThat(call(sandbox, "PUT", QUEUES + "/queue-1", taken).statusCode()).isEqualTo(200);
    assertThat(sandbox.organization().queues().all()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE"})
  void a_queue_of_a_division_that_the_client_does_not_see_is_not_there(String method) {
    Sandbox blind =
        start(
            CloudExample.generated(9, 3),
            Settings.DEFAULT.withHidden(CloudExample.divisionId("Sales")));

    assertThat(error(call(blind, method, QUEUES + "/queue-1", "{\"name\":\"N\"}")))
        .isEqualTo("404 not.found");
    assertThat(error(call(blind, "POST", codes("queue-1"), ids("id-0"))))
        .isEqualTo("404 not.found");
    assertThat(ids(get(blind, QUEUES))).containsExactly("queue-0", "queue-2");
  }

  @Test
  void each_right_is_asked_for() {
    Sandbox strict = start(CloudExample.generated(3, 1), Settings.DEFAULT.withScopes("none"));

    for (String[] call :
        List.of(
            new String[] {"GET", QUEUES, "routing:queue:view"},
            new String[] {"GET", ALL, "routing:queue:search"},
            new String[] {"POST", QUEUES, "routing:queue:add"},
            new String[] {"PUT", QUEUES + "/queue-0", "routing:queue:edit"},
            new String[] {"DELETE", QUEUES + "/queue-0", "routing:queue:delete"},
            new String[] {"GET", codes("queue-0"), "routing:queue:view"},
            new String[] {"POST", codes("queue-0"), "routing:queue:edit"},
            new String[] {"DELETE", codes("queue-0") + "/id-0", "routing:queue:edit"})) {
      HttpResponse<String> answer = call(strict, call[0], call[1], "");
      assertThat(error(answer)).isEqualTo("403 missing.permissions");
      assertThat(answer.body()).contains(call[2]);
    }
  }

  @Test
  void faults_and_lag_apply_as_to_codes() throws InterruptedException {
    Sandbox slow =
        start(
            CloudExample.generated(9, 1),
            Settings.DEFAULT
                .withLag(Duration.ofSeconds(2))
                .withFaults(List.of(Fault.parse("reset-after@POST#1"))));

    try {
      call(slow, "POST", codes("queue-0"), ids("id-5"));
    } catch (UncheckedIOException e) {
      // the answer is lost, what it did isn't
    }
    List<String> soon = names(get(slow, codes("queue-0")));
    List<String> now = slow.organization().queues().all().getFirst().codes();
    while (names(get(slow, codes("queue-0"))).size() < 2) Thread.sleep(50);

    assertThat(soon).containsExactly("CODE_0");
    assertThat(now).containsExactly("id-0", "id-5");
  }

  @Test
  void a_snapshot_has_the_queues_too() {
    Organization organization = sandbox.organization();
    Organization.State before = organization.state();

    organization.queues().offer("queue-0", List.of("id-9"));
    boolean isSame = organization.state().equals(before);
    organization.restore(before);

    assertThat(isSame).isFalse();
    assertThat(organization.queues().all())
        .extracting(Queue::codes)
        .startsWith(List.of("id-0", "id-1"));
  }

  @Test
  void the_file_of_an_organization_keeps_its_queues(@TempDir Path folder) throws IOException {
    Organization organization = CloudExample.organization();
    Path file = folder.resolve("organization.json");

    Files.write(file, OrganizationFile.bytes(organization));

    assertThat(OrganizationFile.read(file).queues().all()).isEqualTo(organization.queues().all());
  }

  @Test
  void in_a_file_codes_and_divisions_may_be_named(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("organization.yaml");
    String text =
        """
        api: genesys-cloud
        divisions: [{id: d-1, name: Home}, {id: d-2, name: Sales}]
        codes: [{id: c-1, name: Refund}, {id: c-2, name: Callback}]
        queues:
        - {name: Orders, division: Sales, acwSettings: {wrapupPrompt: MANDATORY}, codes: [Refund, c-2]}
        - {id: q-2, name: Desk}
        """;

    Files.writeString(file, text);
    List<Queue> queues = OrganizationFile.read(file).queues().all();
    Files.writeString(file, text.replace("c-2]", "Refnud]"));

    assertThat(queues).extracting(Queue::division).containsExactly("d-2", "d-1");
    assertThat(queues.getFirst().codes()).containsExactly("c-1", "c-2");
    assertThat(queues.getFirst().settings().toString()).contains("MANDATORY");
    assertThatThrownBy(() -> OrganizationFile.read(file)).hasMessage("queue 1: there is no Refnud");
  }
}
