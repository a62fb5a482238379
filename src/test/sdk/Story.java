import com.fasterxml.jackson.databind.ObjectMapper;
import com.mypurecloud.sdk.v2.ApiClient;
import com.mypurecloud.sdk.v2.ApiException;
import com.mypurecloud.sdk.v2.Configuration;
import com.mypurecloud.sdk.v2.api.AuditApi;
import com.mypurecloud.sdk.v2.api.AuthorizationApi;
import com.mypurecloud.sdk.v2.api.OrganizationApi;
import com.mypurecloud.sdk.v2.api.OutboundApi;
import com.mypurecloud.sdk.v2.api.RoutingApi;
import com.mypurecloud.sdk.v2.api.UsersApi;
import com.mypurecloud.sdk.v2.api.request.GetAuthorizationDivisionsRequest;
import com.mypurecloud.sdk.v2.api.request.GetRoutingQueuesRequest;
import com.mypurecloud.sdk.v2.api.request.GetRoutingWrapupcodesRequest;
import com.mypurecloud.sdk.v2.model.AuditLogMessage;
import com.mypurecloud.sdk.v2.model.AuditQueryFilter;
import com.mypurecloud.sdk.v2.model.AuditRealtimeQueryRequest;
import com.mypurecloud.sdk.v2.model.AuthzDivision;
import com.mypurecloud.sdk.v2.model.CreateQueueRequest;
import com.mypurecloud.sdk.v2.model.Queue;
import com.mypurecloud.sdk.v2.model.QueueRequest;
import com.mypurecloud.sdk.v2.model.WrapUpCodeMapping;
import com.mypurecloud.sdk.v2.model.WrapUpCodeReference;
import com.mypurecloud.sdk.v2.model.WrapupCode;
import com.mypurecloud.sdk.v2.model.WrapupCodeEntityListing;
import com.mypurecloud.sdk.v2.model.WrapupCodeRequest;
import com.mypurecloud.sdk.v2.model.WritableDivision;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// A day with the vendor's Java client, told as one JSON object on standard output: the same as in
/// `story.cjs`, as far as this client, which is older, knows it. The address of the server, a
/// client's id and its secret are the arguments.
final class Story {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Object> told = new LinkedHashMap<>();
  private final RoutingApi routing = new RoutingApi();
  private final AuthorizationApi authorization = new AuthorizationApi();
  private final OutboundApi outbound = new OutboundApi();

  interface Call {
    void run() throws IOException, ApiException;
  }

  private static String refusal(Call call) throws IOException {
    try {
      call.run();
      return "none";
    } catch (ApiException e) {
      return e.getStatusCode() + " " + JSON.readTree(e.getRawBody()).path("code").asText();
    }
  }

  private static <T> List<String> names(List<T> entities, Function<T, String> name) {
    return entities.stream().map(name).sorted().toList();
  }

  private static List<String> codes(List<WrapupCode> entities) {
    return names(entities, WrapupCode::getName);
  }

  private static List<String> queues(List<Queue> entities) {
    return names(entities, Queue::getName);
  }

  private static List<String> divisions(List<AuthzDivision> entities) {
    return names(entities, AuthzDivision::getName);
  }

  private static WrapupCodeRequest code(String name) {
    return new WrapupCodeRequest().name(name);
  }

  private WrapupCode codes(AuthzDivision sales) throws IOException, ApiException {
    List<WrapupCode> listed = new ArrayList<>();
    for (int number = 1, last = 1; number <= last; number++) {
      WrapupCodeEntityListing page =
          routing.getRoutingWrapupcodes(
              GetRoutingWrapupcodesRequest.builder()
                  .withPageSize(100)
                  .withPageNumber(number)
                  .build());
      listed.addAll(page.getEntities());
      last = page.getPageCount();
    }
    told.put("listed", codes(listed));
    var named = GetRoutingWrapupcodesRequest.builder().withName("CODE_7").build();
    told.put("named", codes(routing.getRoutingWrapupcodes(named).getEntities()));
    var chosen = GetRoutingWrapupcodesRequest.builder().withId(List.of("id-3", "id-5")).build();
    told.put("chosen", codes(routing.getRoutingWrapupcodes(chosen).getEntities()));
    var placed =
        GetRoutingWrapupcodesRequest.builder()
            .withDivisionId(List.of(sales.getId(), "*"))
            .withPageSize(100)
            .build();
    told.put("placed", routing.getRoutingWrapupcodes(placed).getTotal());

    WrapupCode made = routing.postRoutingWrapupcodes(code("MADE"));
    told.put("made", made.getName());
    told.put("taken", refusal(() -> routing.postRoutingWrapupcodes(code("MADE"))));
    // this client waits by itself, as Retry-After says, since it was told to
    told.put("limited", refusal(() -> routing.putRoutingWrapupcode(made.getId(), code("CHANGED"))));
    WrapupCode read = routing.getRoutingWrapupcode(made.getId());
    told.put("changed", read.getName() + " in " + read.getDivision().getId());

    WrapupCode gone = routing.postRoutingWrapupcodes(code("GONE"));
    routing.deleteRoutingWrapupcode(gone.getId());
    told.put("missing", refusal(() -> routing.getRoutingWrapupcode(gone.getId())));
    return made;
  }

  private void queues(AuthzDivision sales, WrapupCode code) throws IOException, ApiException {
    WritableDivision place = new WritableDivision().id(sales.getId());
    Queue queue =
        routing.postRoutingQueues(new CreateQueueRequest().name("Orders").division(place));
    told.put("queue", queue.getName() + " in " + queue.getDivision().getName());
    routing.putRoutingQueue(
        queue.getId(), new QueueRequest().name("Returns").division(place).description("renamed"));
    told.put("renamed", routing.getRoutingQueue(queue.getId()).getName());
    var named = GetRoutingQueuesRequest.builder().withName("Returns").build();
    told.put("queuesNamed", queues(routing.getRoutingQueues(named).getEntities()));
    var placed =
        GetRoutingQueuesRequest.builder()
            .withDivisionId(List.of(sales.getId()))
            .withId(List.of(queue.getId()))
            .build();
    told.put("queuesPlaced", queues(routing.getRoutingQueues(placed).getEntities()));
    List<WrapUpCodeReference> more =
        Stream.of(code.getId(), "id-3", "id-5")
            .map(id -> new WrapUpCodeReference().id(id))
            .toList();
    told.put("added", codes(routing.postRoutingQueueWrapupcodes(queue.getId(), more)));
    routing.deleteRoutingQueueWrapupcode(queue.getId(), "id-3");
    told.put(
        "offered", codes(routing.getRoutingQueueWrapupcodes(queue.getId(), 25, 1).getEntities()));

    Queue gone = routing.postRoutingQueues(new CreateQueueRequest().name("Gone"));
    told.put(
        "queuesEverywhere",
        queues(routing.getRoutingQueuesDivisionviewsAll(500, 1, "").getEntities()));
    routing.deleteRoutingQueue(gone.getId(), null);
    told.put("queueMissing", refusal(() -> routing.getRoutingQueue(gone.getId())));
  }

  private void divisions(AuthzDivision sales) throws IOException, ApiException {
    told.put(
        "divisionUsed",
        refusal(() -> authorization.deleteAuthorizationDivision(sales.getId(), null)));
    AuthzDivision division =
        authorization.postAuthorizationDivisions(new AuthzDivision().name("North"));
    authorization.putAuthorizationDivision(division.getId(), new AuthzDivision().name("South"));
    told.put("division", authorization.getAuthorizationDivision(division.getId(), null).getName());
    AuthzDivision gone = authorization.postAuthorizationDivisions(new AuthzDivision().name("Gone"));
    var all = GetAuthorizationDivisionsRequest.builder().build();
    told.put("divisions", divisions(authorization.getAuthorizationDivisions(all).getEntities()));
    authorization.deleteAuthorizationDivision(gone.getId(), null);
    told.put(
        "divisionMissing",
        refusal(() -> authorization.getAuthorizationDivision(gone.getId(), null)));
  }

  private void mappings() throws IOException, ApiException {
    WrapUpCodeMapping mapping = outbound.getOutboundWrapupcodemappings();
    mapping.getMapping().put("id-3", List.of("CONTACT_UNCALLABLE"));
    WrapUpCodeMapping put = outbound.putOutboundWrapupcodemappings(mapping);
    told.put("mappingVersions", put.getVersion() - mapping.getVersion());
    told.put("mapping", outbound.getOutboundWrapupcodemappings().getMapping().get("id-3"));
    told.put("mappingStale", refusal(() -> outbound.putOutboundWrapupcodemappings(mapping)));
  }

  private void audit(WrapupCode code) throws IOException, ApiException {
    Instant now = Instant.now();
    AuditRealtimeQueryRequest query =
        new AuditRealtimeQueryRequest()
            .interval(now.minusSeconds(3600) + "/" + now.plusSeconds(3600))
            .serviceName("ContactCenter")
            .filters(
                List.of(
                    new AuditQueryFilter()
                        .property(AuditQueryFilter.PropertyEnum.ENTITYID)
                        .value(code.getId())));
    told.put(
        "audited",
        new AuditApi()
            .postAuditsQueryRealtime(query, null).getEntities().stream()
                .map(AuditLogMessage::getAction)
                .map(String::valueOf)
                .toList());
  }

  private void me() throws IOException, ApiException {
    told.put("home", authorization.getAuthorizationDivisionsHome().getName());
    told.put(
        "permitted",
        divisions(
            authorization.getAuthorizationDivisionspermittedMe("routing:wrapupCode:edit", null)));
    told.put("subject", authorization.getAuthorizationSubjectsMe().getName());
    told.put("user", new UsersApi().getUsersMe(null, null).getName());
    told.put("country", new OrganizationApi().getOrganizationsMe().getDefaultCountryCode());
    told.put("products", !authorization.getAuthorizationProducts().getEntities().isEmpty());
  }

  /// By hand: this client asks `https://login.` and its server's name for a token, whatever it is
  /// told.
  private static String token(String address, String id, String secret)
      throws IOException, InterruptedException {
    String login =
        Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/oauth/token"))
            .header("Authorization", "Basic " + login)
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
          .path("access_token")
          .asText();
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException, ApiException {
    ApiClient.RetryConfiguration retry = new ApiClient.RetryConfiguration();
    retry.setMaxRetryTimeSec(30);
    Configuration.setDefaultApiClient(
        ApiClient.Builder.standard()
            .withBasePath(args[0])
            .withAccessToken(token(args[0], args[1], args[2]))
            .withRetryConfiguration(retry)
            .build());

    Story story = new Story();
    var named = GetAuthorizationDivisionsRequest.builder().withName("Sales").build();
    AuthzDivision sales =
        story.authorization.getAuthorizationDivisions(named).getEntities().getFirst();
    WrapupCode code = story.codes(sales);
    story.queues(sales, code);
    story.divisions(sales);
    story.mappings();
    story.audit(code);
    story.me();
    System.out.println(JSON.writeValueAsString(story.told));
  }
}
