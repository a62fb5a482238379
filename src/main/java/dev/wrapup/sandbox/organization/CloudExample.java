package dev.wrapup.sandbox.organization;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Organizations of Genesys Cloud: the mail-order house of [Example], and as large a one as a
/// benchmark wants.
public final class CloudExample {
  private static final Dialect DIALECT = Dialect.GENESYS_CLOUD;
  private static final String ALL = "*";

  private CloudExample() {}

  /// The division of that name in these organizations.
  public static String divisionId(String name) {
    return Organization.id("division " + name);
  }

  /// The id of every such organization.
  public static String organizationId() {
    return Organization.id("organization");
  }

  static Map<String, String> divisions() {
    Map<String, String> divisions = new LinkedHashMap<>();
    for (String name : List.of("Home", "Sales", "Service")) divisions.put(divisionId(name), name);
    return divisions;
  }

  public static Organization organization() {
    List<LiveCode> codes =
        List.of(
            named("Callback", "Agent scheduled a callback with the customer.", "Service"),
            named("Wrong number", "Caller dialled the wrong number.", ALL),
            named("Refund", "A refund was granted on this contact.", "Service"),
            named("Order placed", "A new order was taken.", "Sales"),
            named("Order cancelled", "An open order was cancelled.", "Sales"),
            named("Complaint", "A complaint that no other code fits.", ALL),
            named("Praise", "", ALL),
            named("No answer", "Outbound call, nobody answered.", "Sales"),
            named("test - do not use", "", "Home"),
            named("Christmas hotline", "Only for the hotline of December.", "Service"));
    List<Referrer> uses =
        List.of(
            use("flow", "Evening callback", "Callback"),
            use("outbound-rule-set", "Retry later", "No answer"),
            use("outbound-mapping", "outbound wrap-up code mapping", "No answer"),
            use("retention-policy", "Keep complaints", "Complaint"));
    List<Queue> queues =
        List.of(
            queue("Orders", "Sales", "MANDATORY", "Order placed", "Order cancelled"),
            queue("Service desk", "Service", "OPTIONAL", "Callback", "Refund"));
    return new Organization(DIALECT, codes, uses, divisions(), queues);
  }

  private static Queue queue(String name, String division, String prompt, String... codes) {
    return new Queue(
        Organization.id("queue " + name),
        name,
        divisionId(division),
        Stream.of(codes).map(Organization::id).toList(),
        Queue.prompting(prompt));
  }

  private static LiveCode named(String name, String description, String division) {
    String id = division.equals(ALL) ? ALL : divisionId(division);
    return code(Organization.id(name), name, description, id);
  }

  private static Referrer use(String kind, String name, String code) {
    return new Referrer(
        kind,
        Organization.id(kind + " " + name),
        name,
        Optional.of(Organization.id(code)),
        Optional.empty());
  }

  /// Codes `CODE_0` and so on with the ids `id-0` and so on, in all divisions in turn; and queues
  /// `queue-0` and so on, in turn too, with one of them each.
  public static Organization generated(int codes, int queues) {
    return generated(codes, queues, 1);
  }

  /// The same with that many codes a queue.
  public static Organization generated(int codes, int queues, int codesPerQueue) {
    List<String> ids = new ArrayList<>(divisions().keySet());
    ids.add(ALL);
    List<LiveCode> live = new ArrayList<>(codes);
    for (int i = 0; i < codes; i++) {
      String description = "The agent picks this after a contact of kind " + i + ".";
      live.add(code("id-" + i, "CODE_" + i, description, ids.get(i % ids.size())));
    }
    List<Queue> offering = new ArrayList<>(queues);
    List<String> real = List.copyOf(divisions().keySet());
    for (int i = 0; i < queues; i++) {
      List<String> offered =
          IntStream.range(i, i + Math.min(codes, codesPerQueue))
              .mapToObj(code -> "id-" + code % codes)
              .toList();
      String division = real.get(i % real.size());
      offering.add(new Queue("queue-" + i, "Queue " + i, division, offered, Map.of()));
    }
    return new Organization(DIALECT, live, List.of(), divisions(), offering);
  }

  /// A code of the dialect.
  ///
  /// @param division its id
  public static LiveCode code(String id, String name, String description, String division) {
    Map<Field, Value> values = new HashMap<>();
    values.put(field("description"), new Value.Text(description));
    values.put(field("division"), new Value.Text(division));
    return new LiveCode(id, "1", name, values);
  }

  public static Field field(String name) {
    return DIALECT.field(name).orElseThrow();
  }
}
