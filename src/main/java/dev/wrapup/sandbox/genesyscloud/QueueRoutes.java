package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.EditInfo;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Organization.Stored;
import dev.wrapup.sandbox.organization.Queue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The routes for queues, and for the codes that each offers.
final class QueueRoutes {
  private static final String QUEUES = "/routing/queues";
  private static final String CODES = QUEUES + "/*/wrapupcodes";
  private static final String VIEW = "routing:queue:view";
  private static final String EDIT = "routing:queue:edit";
  private static final int LARGEST_PAGE = 500;
  private static final int LONGEST_NAME = 256;
  private static final int MOST_CODES = 100;

  /// What a client sends, or reads, but doesn't set.
  private static final Set<String> OTHERS =
      Set.of(
          "id",
          "name",
          "division",
          "dateCreated",
          "dateModified",
          "createdBy",
          "modifiedBy",
          "memberCount",
          "selfUri");

  private static final Comparator<Stored> AS_ADDED = (_, _) -> 0;

  private final Organization organization;
  private final Settings settings;
  private final String client;
  private final Listing<Queue> queues =
      new Listing<>(
          Queue::id, Queue::name, queue -> Optional.of(queue.division()), LARGEST_PAGE, this::json);
  private final Listing<Stored> codes;

  /// @param codes how codes are listed
  QueueRoutes(Organization organization, Settings settings, String client, Listing<Stored> codes) {
    this.organization = organization;
    this.settings = settings;
    this.client = client;
    this.codes = codes;
  }

  void addTo(ApiRoutes api) {
    api.on("GET", QUEUES, VIEW, call -> queues.page(visible(), call));
    api.on("POST", QUEUES, "routing:queue:add", this::create);
    String views = QUEUES + "/divisionviews/all";
    api.on("GET", views, "routing:queue:search", call -> queues.page(visible(), call));
    api.on("GET", QUEUES + "/*", VIEW, call -> Json.bytes(json(seen(call))));
    api.on("PUT", QUEUES + "/*", EDIT, this::update);
    api.on("DELETE", QUEUES + "/*", "routing:queue:delete", this::delete);
    api.on("GET", QUEUES + "/*/members", VIEW, this::members);
    api.on("POST", "/authorization/divisions/*/objects/QUEUE", EDIT, this::move);
    api.on("GET", CODES, VIEW, call -> codes.page(offered(seen(call)), AS_ADDED, call));
    api.on("POST", CODES, EDIT, this::add);
    api.on("DELETE", CODES + "/*", EDIT, this::remove);
  }

  private List<Queue> visible() {
    return organization.queues().seen(settings.lag()).stream().filter(this::isVisible).toList();
  }

  private boolean isVisible(Queue queue) {
    return !settings.hidden().contains(queue.division());
  }

  private Queue seen(Call call) {
    return organization
        .queues()
        .seen(call.id(), settings.lag())
        .filter(this::isVisible)
        .orElseThrow(CloudApi::notFound);
  }

  private void requireVisible(Call call) {
    if (organization.queues().get(call.id()).filter(this::isVisible).isEmpty()) {
      throw CloudApi.notFound();
    }
  }

  private byte[] create(Call call) {
    return put(organization.freshId(), false, call);
  }

  private byte[] update(Call call) {
    requireVisible(call);
    return put(call.id(), true, call);
  }

  /// What a client omits is reset; the codes stay, and the division, which the vendor's Terraform
  /// provider (1.84.1, read 2026-11-28) never sends with an update.
  private byte[] put(String id, boolean isThere, Call call) {
    JsonNode json = RequestBody.json(call);
    String name = RequestBody.name(json, LONGEST_NAME);
    Optional<String> wanted = RequestBody.division(json, organization, settings);
    String home = organization.divisions().keySet().stream().findFirst().orElse("");
    Map<String, Object> sent = new HashMap<>(Json.map(json));
    sent.keySet().removeAll(OTHERS);
    Queue queue =
        organization
            .queues()
            .change(
                rows -> {
                  Queue old = rows.get(id);
                  if (old == null && isThere) throw CloudApi.notFound();
                  if (queues.isTaken(name, id, rows.values())) {
                    throw CloudApi.conflict("A queue with this name already exists.");
                  }
                  EditInfo stamp =
                      old == null ? EditInfo.created(client) : old.stamp().changed(client);
                  List<String> codes = old == null ? List.of() : old.codes();
                  String division = wanted.orElse(old == null ? home : old.division());
                  Queue now = new Queue(id, name, division, codes, sent, stamp);
                  rows.put(id, now);
                  return now;
                });
    return Json.bytes(json(queue));
  }

  private byte[] delete(Call call) {
    requireVisible(call);
    if (!organization.queues().remove(call.id())) throw CloudApi.notFound();
    return new byte[0];
  }

  /// Moves the queues whose ids are sent to a division: all of them, or none.
  private byte[] move(Call call) {
    String division = call.id();
    if (!organization.divisions().containsKey(division)) throw CloudApi.notFound();
    List<String> ids = RequestBody.json(call).valueStream().map(id -> id.asString("")).toList();
    return organization
        .queues()
        .change(
            rows -> {
              boolean isAll =
                  ids.stream()
                      .map(id -> Optional.ofNullable(rows.get(id)))
                      .allMatch(queue -> queue.filter(this::isVisible).isPresent());
              if (!isAll) throw CloudApi.notFound();
              rows.replaceAll((id, queue) -> ids.contains(id) ? queue.in(division) : queue);
              return new byte[0];
            });
  }

  /// Nobody works here.
  private byte[] members(Call call) {
    seen(call);
    return CloudApi.page(List.of(), call, CloudApi.LARGEST_PAGE, member -> member);
  }

  /// The codes of a queue that exist.
  private List<Stored> offered(Queue queue) {
    return queue.codes().stream().flatMap(id -> organization.stored().get(id).stream()).toList();
  }

  /// All that are sent, or none.
  private byte[] add(Call call) {
    requireVisible(call);
    JsonNode json = RequestBody.json(call);
    if (!json.isArray()) throw CloudApi.bad("a list of codes is needed");
    if (json.size() > MOST_CODES) throw CloudApi.bad("at most " + MOST_CODES + " codes at once");
    List<String> ids = new ArrayList<>();
    for (JsonNode code : json) {
      String id = code.path("id").asString("");
      if (id.isEmpty()) throw CloudApi.bad("a code has no id");
      ids.add(id);
    }
    if (!organization.queues().offer(call.id(), ids)) throw CloudApi.notFound();
    return Json.bytes(
        ids.stream()
            .distinct()
            .flatMap(id -> organization.stored().get(id).stream())
            .map(codes.writer())
            .toList());
  }

  private byte[] remove(Call call) {
    requireVisible(call);
    if (!organization.queues().withdraw(call.id(), call.ids().getLast())) throw CloudApi.notFound();
    return new byte[0];
  }

  private Map<String, Object> json(Queue queue) {
    Map<String, Object> json = Json.named(queue.id(), queue.name());
    if (!queue.division().isEmpty()) {
      json.put("division", CloudJson.division(queue.division(), organization.divisions()));
    }
    json.putAll(queue.settings());
    json.put("memberCount", 0);
    CloudJson.stamp(queue.stamp(), json);
    json.put("selfUri", "/api/v2" + QUEUES + "/" + queue.id());
    return json;
  }
}
