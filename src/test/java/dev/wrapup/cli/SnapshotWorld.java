package dev.wrapup.cli;

import dev.wrapup.Hostile;
import dev.wrapup.Kind;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Contact;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// Made-up codes with whoever refers to them, files about them that differ, and edits of others,
/// all by a seed.
final class SnapshotWorld {
  private static final List<String> TEXTS = Hostile.texts();
  private static final List<String> DIVISIONS = List.of("Home", "Sales");

  private final Random random;
  private final Dialect dialect;
  private final Map<String, Map<String, Object>> base = new TreeMap<>();
  private final Map<String, Map<String, Object>> declared = new TreeMap<>();
  private final List<String> retired = new ArrayList<>();
  private final List<LiveCode> live = new ArrayList<>();
  private final List<Referrer> rules = new ArrayList<>();
  private final List<Queue> queues = new ArrayList<>();

  /// Whether the plan is to tell how often codes were picked.
  final boolean hasUsage;

  SnapshotWorld(Kind kind, long seed) {
    this.random = new Random(seed);
    this.dialect = kind.dialect();
    this.hasUsage = random.nextInt(3) == 0;
    int codes = random.nextInt(15);
    for (int i = 0; i < codes; i++) code(i);
    if (dialect.hasQueues()) for (int i = random.nextInt(5); i > 0; i--) queue(i);
    for (int i = random.nextInt(12); i > 0 && codes > 0; i--) rule(i);
    if (random.nextBoolean()) declared.put("NEW ONE", entry("NEW ONE"));
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  private String text() {
    return chance(4) ? TEXTS.get(random.nextInt(TEXTS.size())) : "text " + random.nextInt(9);
  }

  private String name(int i) {
    return "CODE " + i;
  }

  private static String id(int i) {
    return Organization.id("code " + i);
  }

  private Map<String, Object> entry(String code) {
    Map<String, Object> entry = new LinkedHashMap<>();
    for (Field field : dialect.fields()) {
      switch (field.kind()) {
        case TEXT -> entry.put(field.name(), value(field, code));
        case CHOICE -> entry.put(field.name(), chance(3) ? "auto" : "manual");
        case OUTCOMES ->
            entry.put(
                field.name(), chance(2) ? List.of() : List.of(Map.of("id", "o", "name", "O")));
      }
    }
    return entry;
  }

  private String value(Field field, String code) {
    if (field.name().equals("division")) return chance(3) ? "*" : DIVISIONS.get(random.nextInt(2));
    if (field.name().equals("displayName")) return "Name of " + code + random.nextInt(3);
    return text();
  }

  /// What becomes of a code in the files, and what others made of it live.
  private void code(int i) {
    Map<String, Object> was = entry(name(i));
    base.put(name(i), was);
    Map<String, Object> now = new LinkedHashMap<>(was);
    if (chance(3)) now.putAll(entry(name(i)));
    if (chance(4)) now.put("id", id(i));
    switch (random.nextInt(8)) {
      case 0 -> retired.add(name(i));
      case 1 -> {
        now.put("previously", List.of(name(i)));
        declared.put("RENAMED " + i, now);
      }
      case 2 -> {}
      default -> declared.put(name(i), now);
    }
    if (chance(9)) return; // others deleted it
    String code = chance(12) ? "BY HAND " + i : name(i);
    live.add(live(i, code, chance(4) ? entry(name(i)) : was));
  }

  private LiveCode live(int i, String code, Map<String, Object> entry) {
    Map<Field, Value> values = new LinkedHashMap<>();
    for (Field field : dialect.fields()) {
      Object value = entry.get(field.name());
      if (value instanceof List<?> outcomes) {
        values.put(
            field,
            new Value.Outcomes(
                outcomes.isEmpty() ? List.of() : List.of(new Value.Outcome("o", "O"))));
      } else {
        String text = String.valueOf(value);
        boolean isDivision = DIVISIONS.contains(text);
        values.put(field, new Value.Text(isDivision ? Organization.id(text) : text));
      }
    }
    return new LiveCode(id(i), Integer.toString(1 + random.nextInt(9)), code, values);
  }

  private void queue(int i) {
    List<String> offered = live.stream().filter(code -> chance(3)).map(LiveCode::id).toList();
    queues.add(
        new Queue(
            Organization.id("queue " + i),
            "Queue " + i % 3,
            Organization.id(DIVISIONS.get(random.nextInt(2))),
            offered,
            Queue.prompting(chance(2) ? "MANDATORY" : "OPTIONAL")));
  }

  private void rule(int i) {
    int code = random.nextInt(base.size());
    List<String> kinds =
        dialect.hasQueues()
            ? List.of("flow", "outbound-rule-set", "digital-rule-set", "retention-policy")
            : List.of("routing-rule");
    boolean isByName = !dialect.hasQueues() && chance(2);
    rules.add(
        new Referrer(
            kinds.get(random.nextInt(kinds.size())),
            Organization.id("rule " + i),
            text() + i,
            isByName ? Optional.empty() : Optional.of(id(code)),
            isByName ? Optional.of(name(code)) : Optional.empty()));
  }

  Organization organization() {
    Map<String, String> divisions = new LinkedHashMap<>();
    if (dialect.hasQueues()) DIVISIONS.forEach(name -> divisions.put(Organization.id(name), name));
    Organization organization = new Organization(dialect, live, rules, divisions, queues);
    for (LiveCode code : live) {
      if (chance(2)) continue;
      Optional<LocalDate> day = Optional.of(LocalDate.of(2025, 12, 1 + random.nextInt(31)));
      organization.contacts().add(new Contact(code.id(), "", day, 1 + random.nextInt(9)));
    }
    return organization;
  }

  /// Some clients don't see all of it.
  Settings settings() {
    if (!dialect.hasQueues()) return Settings.DEFAULT;
    if (chance(5)) return Settings.DEFAULT.withHidden(Organization.id("Sales"));
    return chance(4)
        ? Settings.DEFAULT.withScopes(
            "routing:wrapupCode:view", "routing:queue:view", "outbound:ruleSet:view")
        : Settings.DEFAULT;
  }

  String base() {
    return file(base, List.of(), "");
  }

  String files() {
    String offers = "";
    boolean isOffering = !queues.isEmpty() && !declared.isEmpty() && chance(2);
    if (isOffering) {
      List<String> some = declared.keySet().stream().filter(code -> chance(2)).toList();
      String queue = chance(2) ? "Queue*" : queues.getFirst().id();
      offers = "offers: " + json(Map.of(queue, some)) + "\n";
    }
    return file(declared, retired, offers);
  }

  private String file(Map<String, Map<String, Object>> codes, List<String> retired, String offers) {
    return """
        format: 1
        api: %s
        policy: {allow: [create, update, delete, delete-referenced], maxDeletes: 3}
        retired: %s
        %scodes: %s
        """
        .formatted(dialect.api(), json(retired), offers, json(codes));
  }

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }
}
