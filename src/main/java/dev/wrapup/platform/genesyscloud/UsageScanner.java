package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.UrlSegment;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Usage;
import dev.wrapup.model.text.Words;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.ParallelCalls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Finds references to wrap-up codes: queues, flows, outbound dialing, recording. This takes many
/// requests, one per queue, so it is done for few codes and only when needed. A source that can't
/// be read is unknown, never unused.
final class UsageScanner {
  private static final String API = "/api/v2";
  private static final String QUEUES = API + "/routing/queues";
  private static final String FLOWS = API + "/architect/dependencytracking";
  private static final String QUEUE_VIEW = "routing:queue:view";

  /// Requests for all codes together: tracking status, mapping, two kinds of rule sets, policies.
  private static final int OTHER_REQUESTS = 5;

  private final JsonListing documents;
  private final Set<String> ids;
  private final Consumer<String> tell;
  private final List<Referrer> referrers = new ArrayList<>();
  private final List<Usage.Unread> unread = new ArrayList<>();
  private List<JsonNode> queues = List.of();

  private UsageScanner(ApiClient client, Set<String> ids, Consumer<String> tell) {
    this.documents = new JsonListing(client);
    this.ids = ids;
    this.tell = tell;
  }

  /// Finds references to these codes; for none, only checks which sources can be read.
  ///
  /// @param tell takes the estimated cost beforehand
  static Usage of(ApiClient client, Set<String> ids, Consumer<String> tell) {
    UsageScanner users = new UsageScanner(client, ids, tell);
    users.source("queue", users::listQueues);
    users.tellCost();
    users.source("queue", users::askQueues);
    users.source("flow", users::flows);
    users.source("outbound-mapping", users::mapping);
    users.source("outbound-rule-set", users::ruleSets);
    users.source("digital-rule-set", users::digitalRuleSets);
    users.source("retention-policy", users::policies);
    return new Usage(users.referrers, users.unread);
  }

  /// Finds the queues that offer codes.
  static Usage queues(ApiClient client, Set<String> ids, Consumer<String> tell) {
    UsageScanner users = new UsageScanner(client, ids, tell);
    users.source("queue", users::listQueues);
    tell.accept("to see what queues offer takes " + Words.count(users.queues.size(), "request"));
    users.source("queue", users::askQueues);
    return new Usage(users.referrers, users.unread);
  }

  /// The names of queues by id.
  static Map<String, String> queues(ApiClient client) {
    return new JsonListing(client)
        .all(QUEUES, QUEUE_VIEW).stream()
            .collect(Collectors.toMap(UsageScanner::id, queue -> text(queue, "name"), (a, b) -> a));
  }

  private void source(String kind, Runnable source) {
    try {
      source.run();
    } catch (HttpFailure e) {
      if (e.kind() != HttpFailure.Kind.SCOPE) throw e;
      unread.add(new Usage.Unread(kind, e.message()));
    } catch (IncompleteCatalogException e) {
      unread.add(new Usage.Unread(kind, e.message()));
    }
  }

  private void listQueues() {
    queues = documents.all(QUEUES, QUEUE_VIEW);
  }

  /// Reports the estimated cost.
  private void tellCost() {
    if (ids.isEmpty()) return;
    int requests = queues.size() + ids.size() + OTHER_REQUESTS;
    tell.accept(
        "to see who uses %s takes %s or more: %s, flows, outbound and recording are asked"
            .formatted(
                ids.size() == 1 ? "a code" : Words.count(ids.size(), "code"),
                Words.count(requests, "request"),
                Words.count(queues.size(), "queue")));
  }

  /// One request per queue, since no listing has the codes of queues.
  private void askQueues() {
    if (ids.isEmpty()) return;
    List<String> paths =
        queues.stream()
            .map(queue -> QUEUES + "/" + UrlSegment.of(id(queue)) + "/wrapupcodes")
            .toList();
    List<List<JsonNode>> codes =
        ParallelCalls.map("queues", paths, path -> documents.about(path, QUEUE_VIEW));
    for (int i = 0; i < queues.size(); i++) {
      for (JsonNode code : codes.get(i)) add("queue", queues.get(i), id(code));
    }
  }

  private void flows() {
    String permission = "architect:dependencyTracking:view";
    String status = text(documents.one(FLOWS + "/build", permission), "status");
    // otherwise it may lack recent publications
    if (!status.equals("OPERATIONAL")) {
      throw new IncompleteCatalogException("Architect's dependency tracking is " + status);
    }
    for (String id : ids) {
      String query = "/consumingresources?objectType=ACDWRAPUPCODE&id=" + UrlSegment.of(id);
      for (JsonNode flow : documents.about(FLOWS + query, permission)) {
        if (!flow.path("deleted").asBoolean(false)) add("flow", flow, id);
      }
    }
  }

  /// The mapping lists every code; one with flags other than the default is in use.
  private void mapping() {
    JsonNode mapping =
        documents.one(API + "/outbound/wrapupcodemappings", "outbound:wrapUpCodeMapping:view");
    Set<String> usual = texts(mapping.path("defaultSet"));
    if (!mapping.path("mapping").isObject()) {
      throw new IncompleteCatalogException("the outbound mapping has no 'mapping'");
    }
    for (String id : ids) {
      JsonNode flags = mapping.path("mapping").path(id);
      if (!flags.isMissingNode() && !texts(flags).equals(usual)) {
        referrers.add(
            new Referrer(
                "outbound-mapping",
                text(mapping, "id"),
                "outbound wrap-up code mapping",
                Optional.of(id),
                Optional.empty()));
      }
    }
  }

  private void ruleSets() {
    for (JsonNode set : documents.all(API + "/outbound/rulesets", "outbound:ruleSet:view")) {
      Set<String> codes = new HashSet<>();
      set.findValues("codes").forEach(list -> codes.addAll(texts(list)));
      codes.forEach(id -> add("outbound-rule-set", set, id));
    }
  }

  private void digitalRuleSets() {
    for (JsonNode set :
        documents.all(API + "/outbound/digitalrulesets", "outbound:digitalRuleSet:view")) {
      Set<String> codes = new HashSet<>();
      for (String name : List.of("emailWrapupCodes", "smsWrapupCodes", "whatsAppWrapupCodes")) {
        set.findValues(name).forEach(list -> codes.addAll(texts(list)));
      }
      codes.forEach(id -> add("digital-rule-set", set, id));
    }
  }

  private void policies() {
    for (JsonNode policy :
        documents.all(
            API + "/recording/mediaretentionpolicies", "recording:retentionPolicy:view")) {
      Set<String> codes = new HashSet<>();
      policy.findValues("wrapupCodes").forEach(list -> codes.addAll(ids(list)));
      codes.forEach(id -> add("retention-policy", policy, id));
    }
  }

  private void add(String kind, JsonNode user, String codeId) {
    if (!ids.contains(codeId)) return;
    referrers.add(
        new Referrer(
            kind, text(user, "id"), text(user, "name"), Optional.of(codeId), Optional.empty()));
  }

  /// The strings of a list; fails for anything else.
  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new HashSet<>();
    if (list.isMissingNode() || list.isNull()) return texts;
    if (!list.isArray()) throw new IncompleteCatalogException("a list of texts is none");
    for (JsonNode text : list) {
      if (!text.isString())
        throw new IncompleteCatalogException("a list of texts holds something else");
      texts.add(text.stringValue());
    }
    return texts;
  }

  private static Set<String> ids(JsonNode list) {
    Set<String> ids = new HashSet<>();
    if (list.isNull()) return ids;
    if (!list.isArray()) throw new IncompleteCatalogException("a list of codes is none");
    list.forEach(code -> ids.add(id(code)));
    return ids;
  }

  private static String id(JsonNode node) {
    String id = text(node, "id");
    if (id.isEmpty()) throw new IncompleteCatalogException("something has no 'id'");
    return id;
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asString("");
  }
}
