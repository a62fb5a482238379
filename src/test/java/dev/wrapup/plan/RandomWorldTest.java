package dev.wrapup.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.FieldChange;
import dev.wrapup.plan.diff.Origin;
import dev.wrapup.report.PlanDoc;
import dev.wrapup.report.PlanJson;
import dev.wrapup.report.PlanMetadata;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RandomWorldTest {
  private static final String POLICY =
      "policy: {allow: [create, update, delete], maxUpdates: 3, maxCreates: 1, maxDeletes: 1}\n";

  /// Sorts of changes and of refusals that the worlds came to.
  private static final Set<String> SEEN = new TreeSet<>();

  static LongStream seeds() {
    return LongStream.range(0, Seeds.count(600, 3000));
  }

  @AfterAll
  static void every_sort_was_there() {
    assertThat(SEEN)
        .contains("create git", "create drift", "delete git", "delete unknown", "cycle")
        .contains("update git", "update drift", "update collision", "update unknown")
        .contains("collision", "max-creates", "max-updates", "max-deletes");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_plan_is_what_the_edits_meant(long seed) {
    var world = new RandomWorld(seed);
    Catalog catalog = world.catalog();

    Plan plan = Worlds.plan(desired(world), base(world), catalog);

    assertThat(told(plan)).isEqualTo(world.expected());
    assertThat(refusals(plan)).isEqualTo(expectedRefusals(world));
    SEEN.addAll(refusals(plan));
    if (plan.cycles() > 0) SEEN.add("cycle");
    told(plan).forEach((what, how) -> SEEN.add(sort(what, how)));
    var after = carryOut(plan, catalog);
    assertThat(fields(after)).isEqualTo(world.expectedAfter());
    assertThat(Worlds.plan(desired(world), base(world), catalog).digest()).isEqualTo(plan.digest());
  }

  @ParameterizedTest
  @MethodSource("some")
  void every_live_code_is_counted_once(long seed) {
    var world = new RandomWorld(seed);
    Catalog catalog = world.catalog();
    Verdict verdict =
        Verdict.review(
            Worlds.plan(desired(world), base(world), catalog), Optional.empty(), Optional.empty());
    var facts =
        new PlanMetadata(
            "test",
            Instant.EPOCH,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Phrase.NONE,
            Optional.empty(),
            false);

    JsonNode summary =
        new JsonMapper()
            .readTree(PlanJson.render(verdict, facts, new OutputStyle(false, 80, false)))
            .get("summary");

    assertThat(summary.get("live").asInt()).isEqualTo(catalog.codes().size());
    assertThat(summary.get("unchanged").asInt()).isEqualTo(world.expectedUnchanged());
    int counted =
        Stream.of("unchanged", "update", "delete", "drifted", "undeclared")
            .mapToInt(name -> summary.get(name).asInt())
            .sum();
    assertThat(counted).isEqualTo(catalog.codes().size());
    assertThat(counted(PlanDoc.of(verdict, facts))).isEqualTo(catalog.codes().size());
    if (!world.hasBase) return;
    DesiredState merged = Worlds.yaml(world.baseYaml(POLICY));
    Verdict drift =
        Verdict.review(
            Worlds.plan(merged, base(world), catalog), Optional.empty(), Optional.empty());
    assertThat(drift.plan().changes()).isEmpty();
    assertThat(counted(PlanDoc.of(drift, facts))).isEqualTo(catalog.codes().size());
  }

  /// The codes that a person who reads the summary comes to.
  private static int counted(Doc plan) {
    String told = plan.summary().counts() + plan.summary().others();
    int outside =
        number(told, "outside Git, (\\d+) code")
            + number(told, "(\\d+) changed outside Git")
            - number(told, "(\\d+) of the \\d+ gone");
    return number(told, "(\\d+) unchanged")
        + number(told, "(\\d+) to update,")
        + number(told, "(\\d+) to delete")
        + outside
        + number(String.join("; ", plan.head().catalog()), "(\\d+) undeclared");
  }

  private static int number(String told, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(told);
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  static LongStream some() {
    return LongStream.range(0, Seeds.count(100, 500));
  }

  private static DesiredState desired(RandomWorld world) {
    return Worlds.yaml(world.desiredYaml(POLICY));
  }

  private static Optional<DesiredState> base(RandomWorld world) {
    return world.hasBase ? Worlds.base(world.baseYaml(POLICY)) : Optional.empty();
  }

  private static String sort(String what, String how) {
    return what.split(" ")[0] + " " + how.replaceFirst(".*\\((\\w+)\\)$", "$1");
  }

  /// The plan in the words of the oracle.
  private static SortedMap<String, String> told(Plan plan) {
    SortedMap<String, String> told = new TreeMap<>();
    List<Change> all = new ArrayList<>(plan.changes());
    all.addAll(plan.drift());
    for (Change change : all) {
      switch (change) {
        case Change.Create create -> told.put("create " + create.code(), create.origin().word());
        case Change.Delete delete -> told.put("delete " + delete.code(), delete.origin().word());
        case Change.QueuePair pair -> told.put("queue " + pair.code(), pair.origin().word());
        case Change.Update update -> {
          for (FieldChange field : update.fields()) {
            told.put(
                "update %s %s".formatted(update.before().id(), field.field()),
                "%s → %s (%s)"
                    .formatted(
                        Worlds.text(field.from()), Worlds.text(field.to()), field.origin().word()));
          }
        }
      }
    }
    if (plan.base().isPresent()) {
      assertThat(plan.changes()).noneMatch(change -> change.origin() == Origin.DRIFT);
      assertThat(plan.drift()).allMatch(change -> change.origin() == Origin.DRIFT);
    }
    return told;
  }

  private static Set<String> refusals(Plan plan) {
    Set<String> codes = new TreeSet<>();
    if (Verdict.review(plan, Optional.empty(), Optional.empty())
        instanceof Verdict.Refused refused) {
      refused.refusals().forEach(refusal -> codes.add(refusal.code()));
    }
    return codes;
  }

  private static Set<String> expectedRefusals(RandomWorld world) {
    Set<String> updated = new TreeSet<>();
    Set<String> codes = new TreeSet<>();
    int creates = 0;
    int deletes = 0;
    for (var entry : world.expected().entrySet()) {
      if (world.hasBase && entry.getValue().endsWith("drift)")) continue;
      if (world.hasBase && entry.getValue().equals("drift")) continue;
      String[] words = entry.getKey().split(" ");
      if (words[0].equals("update")) updated.add(words[1]);
      if (words[0].equals("create")) creates++;
      if (words[0].equals("delete")) deletes++;
      if (entry.getValue().endsWith("(collision)")) codes.add("collision");
    }
    if (updated.size() > 3) codes.add("max-updates");
    if (creates > 1) codes.add("max-creates");
    if (deletes > 1) codes.add("max-deletes");
    return codes;
  }

  /// Carries a plan out as a server would that holds codes unique; whoever takes a code that is
  /// still held parks the holder first.
  private static Map<String, LiveCode> carryOut(Plan plan, Catalog catalog) {
    Map<String, LiveCode> live = new LinkedHashMap<>();
    catalog.codes().forEach(code -> live.put(code.id(), code));
    int parked = 0;
    for (Change change : plan.changes()) {
      Optional<LiveCode> holder =
          change instanceof Change.Delete
              ? Optional.empty()
              : live.values().stream()
                  .filter(code -> code.code().equals(change.code()))
                  .filter(code -> !change.live().map(LiveCode::id).equals(Optional.of(code.id())))
                  .findFirst();
      if (holder.isPresent()) {
        parked++;
        LiveCode h = holder.get();
        live.put(h.id(), new LiveCode(h.id(), "2", Parked.codeOf(h.id()), h.values()));
      }
      carryOut(change, live);
    }
    assertThat(parked).isEqualTo(plan.cycles());
    Set<String> codes = new TreeSet<>();
    live.values().forEach(code -> assertThat(codes.add(code.code())).isTrue());
    return live;
  }

  private static void carryOut(Change change, Map<String, LiveCode> live) {
    switch (change) {
      case Change.Create create -> {
        Map<Field, Value> values = new HashMap<>();
        create.fields().forEach(field -> values.put(field.field(), field.to().orElseThrow()));
        live.put("new " + create.code(), new LiveCode("new", "1", create.code(), values));
      }
      case Change.Delete delete -> live.remove(delete.before().id());
      case Change.QueuePair ignored -> {}
      case Change.Update update -> {
        LiveCode now = live.get(update.before().id());
        Map<Field, Value> values = new HashMap<>(now.values());
        update.fields().stream()
            .filter(field -> !field.field().isKey())
            .forEach(field -> values.put(field.field(), field.to().orElseThrow()));
        live.put(now.id(), new LiveCode(now.id(), "2", update.code(), values));
      }
    }
  }

  private static SortedMap<String, Map<String, String>> fields(Map<String, LiveCode> live) {
    SortedMap<String, Map<String, String>> all = new TreeMap<>();
    for (LiveCode code : live.values()) {
      if (code.id().equals("new")) continue;
      Map<String, String> fields = new TreeMap<>();
      fields.put("code", code.code());
      for (Field field : Dialect.VERSIONED.fields()) {
        if (field.kind() == Field.Kind.OUTCOMES) continue;
        fields.put(field.name(), Worlds.text(Optional.of(code.value(field))));
      }
      all.put(code.id(), fields);
    }
    return all;
  }
}
