package dev.wrapup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Contact;
import dev.wrapup.sandbox.organization.Organization;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What the vendor's clients ask for beside codes and queues: the organization, divisions, the
/// outbound mapping, the audit.
class CloudAdminContractTest extends CloudOutsider {
  private static final String DIVISIONS = "/api/v2/authorization/divisions";
  private static final String PERMITTED = "/api/v2/authorization/divisionspermitted/me";
  private static final String MAPPING = "/api/v2/outbound/wrapupcodemappings";
  private static final String AUDIT = "/api/v2/audits/query/realtime";
  private static final String USAGE = "/api/v2/analytics/conversations/aggregates/query";
  private static final String ALWAYS = "\"interval\":\"2020-01-01T00:00:00Z/2999-01-01T00:00:00Z\"";

  private final Sandbox sandbox = start(CloudExample.generated(8, 2), Settings.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "organizations/me,/defaultCountryCode,US",
    "authorization/products,/total,1",
    "authorization/products,/entities/0/id,purecloud-engage-3",
    "authorization/subjects/me,/grants/0/division/name,Home",
    "authorization/subjects/me,/grants/2/role/policies/0/domain,*",
    "users/me,/name,Ada Admin",
    "organizations/limits/namespaces/platform.api,/entities/1/key,token.rate.per.minute",
    "organizations/limits/namespaces/platform.api,/entities/1/value,300",
    "authorization/divisions/home,/homeDivision,true",
    "authorization/divisions?name=Sal*,/entities/0/name,Sales",
    "authorization/divisions?sortOrder=descending,/entities/0/name,Service",
  })
  void the_organization_and_the_client_are_told(String path, String pointer, String value) {
    assertThat(get(sandbox, "/api/v2/" + path).at(pointer).asString()).isEqualTo(value);
  }

  @Test
  void limits_of_another_namespace_are_none() {
    assertThat(get(sandbox, "/api/v2/organizations/limits/namespaces/x").path("entities"))
        .isEmpty();
  }

  @Test
  void a_division_is_made_changed_and_deleted_once_it_is_empty() {
    JsonNode made =
        ok(call(sandbox, "POST", DIVISIONS, "{\"name\":\"North\",\"description\":\"d\"}"));
    String id = made.path("id").asString();
    String code = "{\"name\":\"N\",\"division\":{\"id\":\"" + id + "\"}}";
    String codePath = CODES + "/" + ok(call(sandbox, "POST", CODES, code)).path("id").asString();
    JsonNode changed = ok(call(sandbox, "PUT", DIVISIONS + "/" + id, "{\"name\":\"South\"}"));
    JsonNode read = get(sandbox, DIVISIONS + "/" + id);
    String full = error(call(sandbox, "DELETE", DIVISIONS + "/" + id + "?force=true", ""));
    String ofCode = get(sandbox, codePath).at("/division/name").asString();
    call(sandbox, "DELETE", codePath, "");
    int deleted = call(sandbox, "DELETE", DIVISIONS + "/" + id, "").statusCode();

    assertThat(made.path("description").asString()).isEqualTo("d");
    assertThat(read).isEqualTo(changed);
    assertThat(ofCode).isEqualTo("South");
    assertThat(full).isEqualTo("400 bad.request");
    assertThat(deleted).isEqualTo(200);
    assertThat(error(call(sandbox, "GET", DIVISIONS + "/" + id, ""))).isEqualTo("404 not.found");
    assertThat(sandbox.organization().divisions()).hasSize(3);
  }

  @Test
  void a_division_that_is_home_or_taken_or_nowhere_is_refused() {
    String home = DIVISIONS + "/" + CloudExample.divisionId("Home");
    String taken = "{\"name\":\"Sales\"}";

    assertThat(error(call(sandbox, "DELETE", home, ""))).isEqualTo("400 bad.request");
    assertThat(error(call(sandbox, "PUT", home, taken))).isEqualTo("409 general.conflict");
    assertThat(error(call(sandbox, "POST", DIVISIONS, taken))).isEqualTo("409 general.conflict");
    assertThat(error(call(sandbox, "POST", DIVISIONS, "{}")))
        .isEqualTo("400 constraint.validation");
    assertThat(error(call(sandbox, "PUT", DIVISIONS + "/none", "{\"name\":\"N\"}")))
        .isEqualTo("404 not.found");
    assertThat(sandbox.organization().divisions().values())
        .containsExactly("Home", "Sales", "Service");
  }

  @Test
  void the_divisions_in_which_a_client_may_do_something_are_a_plain_list() {
    Settings blind =
        Settings.DEFAULT.withHidden(CloudExample.divisionId("Sales")).withScopes("a:b:c");
    Sandbox strict = start(CloudExample.generated(1, 0), blind);

    assertThat(get(strict, PERMITTED + "?permission=a:b:c").findValuesAsString("name"))
        .containsExactly("Home", "Service");
    assertThat(get(strict, PERMITTED + "?permission=a:b:c&name=Ser*")).hasSize(1);
    assertThat(get(strict, PERMITTED + "?permission=other")).isEmpty();
    assertThat(get(strict, "/api/v2/authorization/subjects/me").path("grants")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "'id=id-1%2Cid-3',id-1 id-3",
    "'id=id-1&id=id-3',id-1 id-3",
    "'divisionId=*',id-3 id-7",
    "'name=CODE_7',id-7",
    "'name=CODE_*&id=id-1%2Cid-3&sortOrder=descending',id-3 id-1",
    "'name=CODE_*&id=id-1%2Cid-3&sortBy=id',id-1 id-3",
  })
  void codes_are_found_by_what_is_asked_for(String query, String found) {
    for (String path : List.of(CODES, CODES + "/divisionviews")) {
      assertThat(ids(get(sandbox, path + "?" + query)))
          .as(path)
          .containsExactlyInAnyOrder(found.split(" "));
    }
    boolean isSorted = query.contains("name=");
    if (isSorted) {
      assertThat(ids(get(sandbox, CODES + "?" + query))).containsExactly(found.split(" "));
    }
  }

  @Test
  void codes_of_several_divisions_are_asked_for_at_once() {
    String query =
        "?includeState=ActiveAndDeleted&divisionId=*%2C" + CloudExample.divisionId("Home");
    call(sandbox, "DELETE", CODES + "/id-3", "");

    assertThat(ids(get(sandbox, CODES + "/divisionviews" + query)))
        .containsExactlyInAnyOrder("id-0", "id-3", "id-4", "id-7");
    assertThat(ids(get(sandbox, CODES + query))).containsExactlyInAnyOrder("id-0", "id-4", "id-7");
  }

  @Test
  void one_code_is_found_though_it_is_deleted_by_who_searches() {
    call(sandbox, "DELETE", CODES + "/id-3", "");

    assertThat(get(sandbox, CODES + "/divisionviews/id-3").path("name").asString())
        .isEqualTo("CODE_3");
    assertThat(get(sandbox, CODES + "/divisionviews/id-4").path("name").asString())
        .isEqualTo("CODE_4");
    assertThat(error(call(sandbox, "GET", CODES + "/divisionviews/none", "")))
        .isEqualTo("404 not.found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pageSize=0", "pageSize=-1", "pageSize=x", "pageSize=99999999999", "pageNumber=0"})
  void a_page_that_can_not_be_is_a_bad_request(String query) {
    for (String path :
        List.of(CODES, DIVISIONS, "/api/v2/routing/queues", "/api/v2/outbound/rulesets")) {
      assertThat(error(call(sandbox, "GET", path + "?" + query, ""))).isEqualTo("400 bad.request");
    }
  }

  @Test
  void the_mapping_is_replaced_under_its_version_only() {
    String update =
        """
        {"version":1,"defaultSet":["business_NEUTRAL"],"mapping":{"id-1":["Contact_Uncallable"]}}""";

    JsonNode now = ok(call(sandbox, "PUT", MAPPING, update));
    String stale = error(call(sandbox, "PUT", MAPPING, update));

    assertThat(stale).isEqualTo("409 invalid.update.wrong.version");
    assertThat(get(sandbox, MAPPING)).isEqualTo(now);
    assertThat(now.path("version").asInt()).isEqualTo(2);
    assertThat(now.at("/mapping/id-1/0").asString()).isEqualTo("CONTACT_UNCALLABLE");
    assertThat(now.at("/mapping/id-2/0").asString()).isEqualTo("BUSINESS_NEUTRAL");
    assertThat(now.path("mapping")).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"version\":1}",
        "{\"mapping\":{}}",
        "{\"version\":\"x\",\"mapping\":{}}",
        "{\"version\":1,\"mapping\":{\"id-1\":\"RIGHT_PARTY_CONTACT\"}}",
        "{\"version\":1,\"mapping\":{\"id-1\":[\"NONE_SUCH\"]}}"
      })
  void what_is_no_mapping_changes_none(String body) {
    assertThat(error(call(sandbox, "PUT", MAPPING, body))).startsWith("400 ");
    assertThat(get(sandbox, MAPPING).path("version").asInt()).isEqualTo(1);
  }

  @Test
  void the_audit_tells_who_changed_what_the_latest_first() {
    ok(call(sandbox, "POST", CODES, "{\"name\":\"NEW\"}"));
    sandbox.organization().edit("CODE_1", code -> code);
    call(sandbox, "DELETE", CODES + "/id-2", "");

    JsonNode all = ok(call(sandbox, "POST", AUDIT, "{" + ALWAYS + "}"));
    JsonNode first = ok(call(sandbox, "POST", AUDIT, "{" + ALWAYS + ",\"pageSize\":1}"));
    String filters =
        ",\"filters\":[{\"property\":\"UserId\",\"value\":\"%s\"},{\"property\":\"EntityType\",\"value\":\"WrapupCode\"}]"
            .formatted(Organization.ADMINISTRATOR);
    JsonNode byUser = ok(call(sandbox, "POST", AUDIT, "{" + ALWAYS + filters + "}"));
    JsonNode other =
        ok(call(sandbox, "POST", AUDIT, "{" + ALWAYS + ",\"serviceName\":\"Outbound\"}"));

    assertThat(all.path("entities").findValuesAsString("action"))
        .containsExactly("Delete", "Update", "Create");
    assertThat(all.at("/entities/0/entity/id").asString()).isEqualTo("id-2");
    assertThat(all.at("/entities/2/propertyChanges/0/newValues/0").asString()).isEqualTo("NEW");
    assertThat(first.path("pageCount").asInt()).isEqualTo(3);
    assertThat(byUser.path("entities").findValuesAsString("action")).containsExactly("Update");
    assertThat(other.path("entities")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"interval\":\"yesterday\"}",
        "{\"interval\":\"2026-01-01T00:00:00Z/x\"}",
        "{" + ALWAYS + ",\"filters\":[{\"property\":\"None\",\"value\":\"x\"}]}",
        "{" + ALWAYS + ",\"pageSize\":0}"
      })
  void what_is_no_query_of_the_audit_is_a_bad_request(String body) {
    call(sandbox, "DELETE", CODES + "/id-2", "");

    assertThat(error(call(sandbox, "POST", AUDIT, body))).isEqualTo("400 bad.request");
  }

  private static String usage(String interval) {
    return """
    {"interval":"%s","groupBy":["wrapUpCode","queueId"],"metrics":["tHandle"]}"""
        .formatted(interval);
  }

  /// Each medium is a group of its own, whether it is asked for or not.
  @Test
  void contacts_are_counted_by_code_and_queue_in_the_divisions_that_the_client_sees() {
    String month = usage("2026-01-01T00:00:00.000Z/2026-02-01T00:00:00.000Z");
    Sandbox blind =
        start(
            CloudExample.generated(8, 3),
            Settings.DEFAULT.withHidden(CloudExample.divisionId("Sales")));
    blind.organization().contacts().add(contact("id-1", "queue-0", 3));
    blind.organization().contacts().add(contact("id-1", "queue-1", 5));
    blind.organization().contacts().add(contact("id-1", "queue-0", 4));

    JsonNode results = ok(call(blind, "POST", USAGE, month)).path("results");
    JsonNode none =
        ok(call(blind, "POST", USAGE, usage("2025-01-01T00:00:00Z/2025-02-01T00:00:00Z")));

    assertThat(results.toString())
        .isEqualTo(
            """
            [{"group":{"mediaType":"voice","wrapUpCode":"id-1","queueId":"queue-0"},"data":[\
            {"interval":"2026-01-01T00:00:00.000Z/2026-02-01T00:00:00.000Z","metrics":[\
            {"metric":"tHandle","stats":{"count":7}}]}]}]""");
    assertThat(none.path("results").isArray()).isTrue();
    assertThat(none.path("results")).isEmpty();
  }

  private static Contact contact(String code, String queue, long count) {
    return new Contact(code, queue, Optional.of(LocalDate.of(2026, 1, 15)), count);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,authorization/divisions,authorization:division:add",
    "POST,analytics/conversations/aggregates/query,analytics:conversationAggregate:view",
    "PUT,authorization/divisions/x,authorization:division:edit",
    "DELETE,authorization/divisions/x,authorization:division:delete",
    "PUT,outbound/wrapupcodemappings,outbound:wrapUpCodeMapping:edit",
    "POST,audits/query/realtime,audits:audit:view",
    "GET,routing/wrapupcodes/divisionviews/x,routing:wrapupCode:search",
  })
  void each_right_is_asked_for(String method, String path, String right) {
    Sandbox strict = start(CloudExample.generated(1, 0), Settings.DEFAULT.withScopes("none"));

    HttpResponse<String> answer = call(strict, method, "/api/v2/" + path, "{}");

    assertThat(error(answer)).isEqualTo("403 missing.permissions");
    assertThat(answer.body()).contains(right);
  }
}
