package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.http.ApiError;
import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.http.QueryParameters;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Organization.Stored;
import dev.wrapup.sandbox.organization.Organization.Written;
import dev.wrapup.sandbox.organization.PayloadReader.Payload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The routes for wrap-up codes themselves.
final class CodeRoutes {
  private static final String CODES = "/routing/wrapupcodes";
  private static final String VIEW = "routing:wrapupCode:view";
  private static final String VIEWS = CODES + "/divisionviews";
  private static final String ALL_DIVISIONS = "*";

  private final Organization organization;
  private final Settings settings;
  private final String client;

  CodeRoutes(Organization organization, Settings settings, String client) {
    this.organization = organization;
    this.settings = settings;
    this.client = client;
    if (!settings.lag().isZero()) organization.remember();
  }

  void addTo(ApiRoutes api) {
    api.on("GET", CODES, VIEW, call -> list(organization.seen(settings.lag()), call));
    api.on("POST", CODES, "routing:wrapupCode:add", this::create);
    api.on("GET", VIEWS, "routing:wrapupCode:search", call -> list(views(call.query()), call));
    api.on("GET", CODES + "/*", VIEW, this::get);
    api.on("PUT", CODES + "/*", "routing:wrapupCode:edit", this::update);
    api.on("DELETE", CODES + "/*", "routing:wrapupCode:delete", this::delete);
  }

  private byte[] create(Call call) {
    Payload payload = payload(call.body().get());
    return written(organization.create(payload.code(), payload.values(), client));
  }

  private byte[] get(Call call) {
    return code(
        organization.seen(settings.lag()).stream()
            .filter(stored -> stored.code().id().equals(call.id()) && isVisible(stored))
            .findFirst()
            .orElseThrow(CloudApi::notFound));
  }

  private byte[] update(Call call) {
    requireVisible(call.id());
    Payload payload = payload(call.body().get());
    return written(
        organization.update(call.id(), Optional.empty(), payload.code(), payload.values(), client));
  }

  private byte[] delete(Call call) {
    requireVisible(call.id());
    organization.delete(call.id(), Optional.empty(), client);
    return new byte[0];
  }

  private void requireVisible(String id) {
    if (organization.stored(id).filter(this::isVisible).isEmpty()) throw CloudApi.notFound();
  }

  private boolean isVisible(Stored stored) {
    return !settings.hidden().contains(CloudJson.text(stored.code(), "division"));
  }

  private byte[] written(Written written) {
    return switch (written) {
      case Written.Done done -> code(organization.stored(done.now().id()).orElseThrow());
      case Written.Missing ignored -> throw CloudApi.notFound();
      case Written.Stale ignored -> throw new IllegalStateException("no version was named");
      case Written.Taken ignored ->
          throw new ApiError(400, "duplicate.name", "A wrapup code with this name already exists.");
    };
  }

  private byte[] code(Stored stored) {
    return Json.bytes(json(stored));
  }

  private Object json(Stored stored) {
    return CloudJson.code(stored, organization.dialect(), organization.divisions());
  }

  /// The code that a create or an update sends. A property that it omits is reset.
  private Payload payload(byte[] body) {
    JsonNode json;
    try {
      json = new JsonMapper().readTree(body);
    } catch (JacksonException e) {
      throw new ApiError(400, "bad.request", "The request could not be understood by the server.");
    }
    Field key = organization.dialect().key();
    String name = json.path("name").asString("");
    if (name.isBlank()) throw new ApiError(400, "constraint.validation", "name is required");
    if (name.length() > key.max()) {
      throw new ApiError(400, "constraint.validation", "name is longer than " + key.max());
    }
    String division = json.path("division").path("id").asString(ALL_DIVISIONS);
    boolean isKnown =
        division.equals(ALL_DIVISIONS) || organization.divisions().containsKey(division);
    if (!isKnown) throw new ApiError(400, "bad.request", "no such division: " + division);
    if (settings.hidden().contains(division)) {
      throw new ApiError(
          403, "missing.division.permission", "You are missing permission in the division.");
    }
    Map<Field, Value> values = new HashMap<>();
    for (Field field : organization.dialect().fields()) {
      boolean isDivision = field.name().equals("division");
      String text = isDivision ? division : json.path(field.name()).asString("");
      values.put(field, new Value.Text(text));
    }
    return new Payload(name, values);
  }

  private List<Stored> views(QueryParameters query) {
    List<Stored> all = new ArrayList<>();
    String state = query.get("includeState").orElse("Active");
    if (!state.equals("Deleted")) all.addAll(organization.seen(settings.lag()));
    if (!state.equals("Active")) all.addAll(organization.deleted());
    return all;
  }

  /// The order is unspecified, and an edit moves a code. A page size beyond the limit is silently
  /// reduced.
  private byte[] list(List<Stored> all, Call call) {
    QueryParameters query = call.query();
    List<String> ids = query.all("id");
    List<String> divisions = query.all("divisionId");
    Optional<String> name = query.get("name");
    List<Stored> found =
        all.stream()
            .filter(this::isVisible)
            .filter(stored -> ids.isEmpty() || ids.contains(stored.code().id()))
            .filter(
                stored ->
                    divisions.isEmpty()
                        || divisions.contains(CloudJson.text(stored.code(), "division")))
            .filter(stored -> name.isEmpty() || matches(stored.code(), name.get()))
            .sorted(name.isPresent() ? BY_NAME : IN_NO_ORDER)
            .toList();
    return CloudApi.page(found, call, this::json);
  }

  private static final Comparator<Stored> BY_NAME =
      Comparator.comparing((Stored stored) -> stored.code().code());

  private static final Comparator<Stored> IN_NO_ORDER =
      Comparator.comparingInt(
              (Stored stored) ->
                  (stored.code().id() + stored.code().revision()).hashCode() * 0x9E3779B9)
          .thenComparing(stored -> stored.code().id());

  private static boolean matches(LiveCode code, String name) {
    return name.endsWith("*")
        ? code.code().startsWith(name.substring(0, name.length() - 1))
        : code.code().equals(name);
  }
}
