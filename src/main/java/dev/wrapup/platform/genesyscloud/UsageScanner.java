package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.UrlSegment;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Usage;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.text.Words;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.ParallelCalls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Finds references to wrap-up codes: queues, flows, outbound dialing, recording. This takes many
/// requests, one per queue, so it is done for few codes and only when needed. A source that can't
/// be read is unknown, never unused.
final class UsageScanner {
  private static final String API = "/api/v2";
  private static final String FLOWS = API + "/architect/dependencytracking";

  /// Requests for all codes together: tracking status, mapping, two kinds of rule sets, policies.
  private static final int OTHER_REQUESTS = 5;

  private final JsonListing documents;
  private final Set<String> ids;
  private final Consumer<String> tell;
  private final List<Referrer> referrers = new ArrayList<>();
  private final List<Usage.Unread> unread = new ArrayList<>();
  private final QueueReader queues;

  private final boolean isListed;

  /// As far as they are known.
  private Queues known;

  /// @param known of queues, if this run has read any
  /// @param ids of the codes; for none, it is only checked which sources can be read
  /// @param tell takes the estimated cost beforehand
  UsageScanner(
      ApiClient client,
      QueueReader queues,
      Optional<Queues> known,
      Set<String> ids,
      Consumer<String> tell) {
    this.documents = new JsonListing(client);
    this.queues = queues;
    this.known = known.orElse(new Queues(List.of(), Map.of(), Optional.empty()));
    this.ids = ids;
    this.tell = tell;
    this.isListed = known.isPresent();
  }

  /// Finds references to the codes.
  Usage references() {
    listQueues();
    tellCost();
    source("queue", this::askQueues);
    source("flow", this::flows);
    source("outbound-mapping", this::mapping);
    source("outbound-rule-set", this::ruleSets);
    source("digital-rule-set", this::digitalRuleSets);
    source("retention-policy", this::policies);
    return new Usage(referrers, unread);
  }

  /// Finds the queues that offer the codes.
  Usage offers() {
    listQueues();
    int asked = ids.isEmpty() ? 0 : unasked().size();
    if (asked > 0) tell.accept("to see what queues offer takes " + Words.count(asked, "request"));
    source("queue", this::askQueues);
    return new Usage(referrers, unread);
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

  /// Queues that the client can't see may offer any code.
  private void listQueues() {
    if (!isListed) source("queue", () -> known = queues.listed());
    known.unseen().ifPresent(why -> unread.add(new Usage.Unread("queue", why)));
  }

  private List<Queue> unasked() {
    return known.all().stream().filter(queue -> known.codesOf(queue).isEmpty()).toList();
  }

  /// Reports the estimated cost.
  private void tellCost() {
    if (ids.isEmpty()) return;
    int asked = unasked().size();
    int requests = asked + ids.size() + OTHER_REQUESTS;
    tell.accept(
        "to see who uses %s takes %s or more: %sflows, outbound and recording are asked"
            .formatted(
                ids.size() == 1 ? "a code" : Words.count(ids.size(), "code"),
                Words.count(requests, "request"),
                asked == 0 ? "" : Words.count(asked, "queue") + ", "));
  }

  /// One request per queue, since no listing has the codes of queues.
  private void askQueues() {
    if (ids.isEmpty()) return;
    List<Queue> unasked = unasked();
    List<Optional<Set<String>>> codes =
        ParallelCalls.map("queues", unasked, queue -> queues.codes(queue.id()));
    Map<Queue, Set<String>> offered = new LinkedHashMap<>();
    for (Queue queue : known.all()) offered.put(queue, known.codesOf(queue).orElse(Set.of()));
    for (int i = 0; i < unasked.size(); i++) {
      offered.put(unasked.get(i), codes.get(i).orElse(Set.of()));
    }
    offered.forEach((queue, all) -> all.forEach(id -> add("queue", queue.id(), queue.name(), id)));
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
    add(kind, text(user, "id"), text(user, "name"), codeId);
  }

  private void add(String kind, String id, String name, String codeId) {
    if (!ids.contains(codeId)) return;
    referrers.add(new Referrer(kind, id, name, Optional.of(codeId), Optional.empty()));
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
