package dev.wrapup.sandbox.genesyscloud;

import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.http.ApiError;
import dev.wrapup.sandbox.http.ApiRoutes;
import dev.wrapup.sandbox.http.ApiRoutes.Call;
import dev.wrapup.sandbox.http.Json;
import dev.wrapup.sandbox.http.QueryParameters;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Organization.Stored;
import dev.wrapup.sandbox.organization.PayloadReader.Payload;
import dev.wrapup.sandbox.organization.Written;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The routes for wrap-up codes themselves.
final class CodeRoutes {
  private static final String CODES = "/routing/wrapupcodes";
  private static final String VIEW = "routing:wrapupCode:view";
  private static final String VIEWS = CODES + "/divisionviews";
  private static final String ALL_DIVISIONS = "*";
  private static final int LARGEST_PAGE = 100;

  private final Organization organization;
  private final Settings settings;
  private final String client;
  private final Listing<Stored> codes =
      new Listing<>(
          stored -> stored.code().id(),
          stored -> stored.code().code(),
          stored -> Optional.of(CloudJson.text(stored.code(), "division")),
          LARGEST_PAGE,
          this::json);

  CodeRoutes(Organization organization, Settings settings, String client) {
    this.organization = organization;
    this.settings = settings;
    this.client = client;
    if (!settings.lag().isZero()) organization.remember();
  }

  void addTo(ApiRoutes api) {
    api.on("GET", CODES, VIEW, call -> list(organization.stored().seen(settings.lag()), call));
    api.on("POST", CODES, "routing:wrapupCode:add", this::create);
    api.on("GET", VIEWS, "routing:wrapupCode:search", call -> list(views(call.query()), call));
    api.on("GET", VIEWS + "/*", "routing:wrapupCode:search", this::view);
    api.on("GET", CODES + "/*", VIEW, this::get);
    api.on("PUT", CODES + "/*", "routing:wrapupCode:edit", this::update);
    api.on("DELETE", CODES + "/*", "routing:wrapupCode:delete", this::delete);
  }

  Listing<Stored> listing() {
    return codes;
  }

  private byte[] create(Call call) {
    Payload payload = payload(call);
    return written(organization.create(payload.code(), payload.values(), client));
  }

  private byte[] get(Call call) {
    return code(
        organization
            .stored()
            .seen(call.id(), settings.lag())
            .filter(this::isVisible)
            .orElseThrow(CloudApi::notFound));
  }

  /// Deleted ones too.
  private byte[] view(Call call) {
    return code(
        Stream.concat(
                organization.stored().seen(call.id(), settings.lag()).stream(),
                organization.deleted().stream())
            .filter(stored -> stored.code().id().equals(call.id()) && isVisible(stored))
            .findFirst()
            .orElseThrow(CloudApi::notFound));
  }

  private byte[] update(Call call) {
    requireVisible(call.id());
    Payload payload = payload(call);
    return written(
        organization.update(call.id(), Optional.empty(), payload.code(), payload.values(), client));
  }

  private byte[] delete(Call call) {
    requireVisible(call.id());
    organization.delete(call.id(), Optional.empty(), client);
    return new byte[0];
  }

  private void requireVisible(String id) {
    if (organization.stored().get(id).filter(this::isVisible).isEmpty()) throw CloudApi.notFound();
  }

  private boolean isVisible(Stored stored) {
    return !settings.hidden().contains(CloudJson.text(stored.code(), "division"));
  }

  private byte[] written(Written written) {
    return switch (written) {
      case Written.Done done -> code(organization.stored().get(done.now().id()).orElseThrow());
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
  private Payload payload(Call call) {
    JsonNode json = RequestBody.json(call);
    String name = RequestBody.name(json, organization.dialect().key().max());
    String division = RequestBody.division(json, organization, settings).orElse(ALL_DIVISIONS);
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
    if (!state.equals("Deleted")) all.addAll(organization.stored().seen(settings.lag()));
    if (!state.equals("Active")) all.addAll(organization.deleted());
    return all;
  }

  /// The order is unspecified, and an edit moves a code.
  private byte[] list(List<Stored> all, Call call) {
    return codes.page(all.stream().filter(this::isVisible).toList(), IN_NO_ORDER, call);
  }

  private static final Comparator<Stored> IN_NO_ORDER =
      Comparator.comparingInt(
              (Stored stored) ->
                  (stored.code().id() + stored.code().revision()).hashCode() * 0x9E3779B9)
          .thenComparing(stored -> stored.code().id());
}
