package dev.wrapup.sandbox;

import com.sun.net.httpserver.HttpExchange;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Organization.Stored;
import dev.wrapup.sandbox.Organization.Written;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The calls of Genesys Cloud that have to do with wrap-up codes, as far as they are known from
/// what the vendor published. Where that leaves a choice, this is the server that is harder to cope
/// with.
final class CloudApi implements Api {
  static final String API = "/api/v2";
  private static final String CODES = API + "/routing/wrapupcodes";
  private static final String ALL_DIVISIONS = "*";
  private static final int DEFAULT_PAGE = 25;
  private static final int LARGEST_PAGE = 100;

  private final Organization organization;
  private final Settings settings;
  private final Access access;
  private final CloudUsage usage;

  CloudApi(Organization organization, Settings settings) {
    this.organization = organization;
    this.settings = settings;
    this.access = new Access(settings);
    this.usage = new CloudUsage(organization);
    if (!settings.lag().isZero()) organization.remember();
  }

  @Override
  public byte[] error(int status, String code, String message, String requestId) {
    if (code.startsWith("invalid_") || code.startsWith("unsupported_")) {
      return CloudJson.loginError(code);
    }
    return CloudJson.error(status, code, message, requestId);
  }

  @Override
  public void expireTokens() {
    access.expireTokens();
  }

  @Override
  public Map<String, String> headers(String requestId, RateLimit.State rate) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ININ-Correlation-Id", requestId);
    if (rate.allowed() > 0) {
      headers.put("inin-ratelimit-allowed", Integer.toString(rate.allowed()));
      headers.put("inin-ratelimit-count", Integer.toString(rate.count()));
      headers.put("inin-ratelimit-reset", Long.toString(rate.resetSeconds()));
    }
    return headers;
  }

  @Override
  public Refused tooMany(long waitSeconds) {
    return new Refused(
        429,
        "too.many.requests.retry.after",
        "Rate limit exceeded the maximum. Retry the request in [%d] seconds"
            .formatted(waitSeconds));
  }

  @Override
  public byte[] call(HttpExchange exchange, String method, byte[] body, List<Fault> faults) {
    if (method.equals("TOKEN")) return token(exchange, body);
    String path = exchange.getRequestURI().getPath();
    Query query = Query.of(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
    Optional<byte[]> answer =
        path.equals(CODES) || path.startsWith(CODES + "/")
            ? Optional.of(codes(exchange, method, path, query, body))
            : Optional.empty();
    if (answer.isEmpty() && path.equals(API + "/tokens/me") && method.equals("DELETE")) {
      access.drop(exchange);
      return new byte[0];
    }
    if (answer.isEmpty() && method.equals("GET")) answer = get(exchange, path, query);
    return answer.orElseThrow(CloudApi::notFound);
  }

  private byte[] token(HttpExchange exchange, byte[] body) {
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new Refused(405, "method.not.allowed", "tokens are got by POST");
    }
    Query form = Query.of(new String(body, StandardCharsets.UTF_8));
    return access.token(form, Access.inHeader(exchange), Optional.empty());
  }

  private void check(HttpExchange exchange, String permission) {
    switch (access.permission(exchange, permission)) {
      case GRANTED -> {}
      case NO_TOKEN -> throw new Refused(401, "bad.credentials", "Invalid login credentials.");
      case LACKING ->
          throw new Refused(
              403,
              "missing.permissions",
              "Unable to perform the requested action. You are missing the following permission(s): "
                  + permission);
    }
  }

  private static Refused notFound() {
    return new Refused(404, "not.found", "The requested resource was not found.");
  }

  private byte[] codes(
      HttpExchange exchange, String method, String path, Query query, byte[] body) {
    String id = path.length() > CODES.length() ? path.substring(CODES.length() + 1) : "";
    if (id.equals("divisionviews")) {
      check(exchange, "routing:wrapupCode:search");
      return list(views(query), query, path);
    }
    if (id.isEmpty() && method.equals("GET")) {
      check(exchange, "routing:wrapupCode:view");
      return list(organization.seen(settings.lag()), query, path);
    }
    if (id.isEmpty() && method.equals("POST")) {
      check(exchange, "routing:wrapupCode:add");
      Draft draft = draft(body);
      return written(organization.create(draft.name, draft.values, client()));
    }
    if (!id.isEmpty()) return one(exchange, method, id, body);
    throw new Refused(405, "method.not.allowed", method + " is not known here");
  }

  private byte[] one(HttpExchange exchange, String method, String id, byte[] body) {
    switch (method) {
      case "GET" -> {
        check(exchange, "routing:wrapupCode:view");
        return code(
            organization.seen(settings.lag()).stream()
                .filter(stored -> stored.code().id().equals(id) && isVisible(stored))
                .findFirst()
                .orElseThrow(CloudApi::notFound));
      }
      case "PUT" -> {
        check(exchange, "routing:wrapupCode:edit");
        requireVisible(id);
        Draft draft = draft(body);
        return written(
            organization.update(id, Optional.empty(), draft.name, draft.values, client()));
      }
      case "DELETE" -> {
        check(exchange, "routing:wrapupCode:delete");
        requireVisible(id);
        organization.delete(id, Optional.empty(), client());
        return new byte[0];
      }
      default -> throw new Refused(405, "method.not.allowed", method + " is not known here");
    }
  }

  private void requireVisible(String id) {
    if (organization.stored(id).filter(this::isVisible).isEmpty()) throw notFound();
  }

  private boolean isVisible(Stored stored) {
    return !settings.hidden().contains(CloudJson.text(stored.code(), "division"));
  }

  /// Who writes by the API.
  private String client() {
    return Organization.id("client " + settings.login().map(Settings.Login::id).orElse("any"));
  }

  private byte[] written(Written written) {
    return switch (written) {
      case Written.Done done -> code(organization.stored(done.now().id()).orElseThrow());
      case Written.Missing ignored -> throw notFound();
      case Written.Stale ignored -> throw new IllegalStateException("no version was named");
      case Written.Taken ignored ->
          throw new Refused(400, "duplicate.name", "A wrapup code with this name already exists.");
    };
  }

  private byte[] code(Stored stored) {
    return Json.of(json -> CloudJson.code(json, stored, organization.divisions()));
  }

  /// What a create or an update sends. A part that it leaves out is reset.
  private record Draft(String name, Map<Field, Value> values) {}

  private Draft draft(byte[] body) {
    JsonNode json;
    try {
      json = new JsonMapper().readTree(body);
    } catch (JacksonException e) {
      throw new Refused(400, "bad.request", "The request could not be understood by the server.");
    }
    Field key = Dialect.GENESYS_CLOUD.key();
    String name = json.path("name").asString("");
    if (name.isBlank()) throw new Refused(400, "constraint.validation", "name is required");
    if (name.length() > key.max()) {
      throw new Refused(400, "constraint.validation", "name is longer than " + key.max());
    }
    String division = json.path("division").path("id").asString(ALL_DIVISIONS);
    boolean isKnown =
        division.equals(ALL_DIVISIONS) || organization.divisions().containsKey(division);
    if (!isKnown) throw new Refused(400, "bad.request", "no such division: " + division);
    if (settings.hidden().contains(division)) {
      throw new Refused(
          403, "missing.division.permission", "You are missing permission in the division.");
    }
    Map<Field, Value> values = new HashMap<>();
    values.put(
        CloudExample.field("description"), new Value.Text(json.path("description").asString("")));
    values.put(CloudExample.field("division"), new Value.Text(division));
    return new Draft(name, values);
  }

  private List<Stored> views(Query query) {
    List<Stored> all = new ArrayList<>();
    String state = query.get("includeState").orElse("Active");
    if (!state.equals("Deleted")) all.addAll(organization.seen(settings.lag()));
    if (!state.equals("Active")) all.addAll(organization.deleted());
    return all;
  }

  /// Nobody promised an order: it is any, and an edit moves a code somewhere else. A page that is
  /// asked for too large is cut in silence.
  private byte[] list(List<Stored> all, Query query, String path) {
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
    return page(
        found,
        query,
        path,
        (json, stored) -> CloudJson.code(json, stored, organization.divisions()));
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

  static <T> byte[] page(List<T> all, Query query, String path, Json.EntityWriter<T> writer) {
    int size = Math.clamp(query.number("pageSize", DEFAULT_PAGE), 1, LARGEST_PAGE);
    int number = Math.max(1, query.number("pageNumber", 1));
    return CloudJson.page(all, size, number, path, writer);
  }

  private Optional<byte[]> get(HttpExchange exchange, String path, Query query) {
    Optional<String> permission = usage.permission(path);
    if (permission.isPresent()) {
      check(exchange, permission.get());
      return usage.get(path, query);
    }
    if (access.permission(exchange, "") == Access.Permission.NO_TOKEN) check(exchange, "");
    String user = API + "/users/" + Organization.ADMINISTRATOR;
    return switch (path) {
      case API + "/organizations/me" ->
          Optional.of(named(CloudExample.organizationId(), "Sandbox"));
      case API + "/tokens/me" -> Optional.of(me());
      case API + "/authorization/divisions" ->
          Optional.of(divisions(organization.divisions().keySet(), query, path));
      case API + "/authorization/divisions/home" ->
          organization.divisions().entrySet().stream()
              .findFirst()
              .map(home -> named(home.getKey(), home.getValue()));
      case API + "/authorization/divisionspermitted/paged/me" ->
          Optional.of(divisions(permitted(query), query, path));
      default ->
          path.equals(user)
              ? Optional.of(named(Organization.ADMINISTRATOR, "Ada Admin"))
              : Optional.empty();
    };
  }

  private static byte[] named(String id, String name) {
    return Json.of(json -> CloudJson.named(json, id, name));
  }

  private byte[] me() {
    return Json.of(
        json -> {
          json.writeStartObject();
          json.writeName("organization");
          CloudJson.named(json, CloudExample.organizationId(), "Sandbox");
          json.writeName("OAuthClient");
          CloudJson.named(json, client(), "wrapup");
          json.writeEndObject();
        });
  }

  /// The divisions in which the client has a permission.
  private List<String> permitted(Query query) {
    String permission = query.get("permission").orElse("");
    boolean isLacking =
        settings.rights().isPresent() && !settings.rights().get().contains(permission);
    if (isLacking) return List.of();
    Set<String> hidden = settings.hidden();
    return organization.divisions().keySet().stream().filter(id -> !hidden.contains(id)).toList();
  }

  private byte[] divisions(Iterable<String> ids, Query query, String path) {
    List<String> all = new ArrayList<>();
    ids.forEach(all::add);
    return page(
        all,
        query,
        path,
        (json, id) -> CloudJson.named(json, id, organization.divisions().getOrDefault(id, "")));
  }
}
