package dev.wrapup.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.wrapup.files.DesiredFiles;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.ReferenceNames;
import dev.wrapup.model.Target;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.model.Visibility;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.plan.adoption.Adoption;
import dev.wrapup.plan.adoption.Adoptions;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.diff.FieldChange;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuesTest {
  private static final Target TARGET =
      new Target("genesys-cloud", "x", Optional.of("org"), "https://api.mypurecloud.com");

  private final List<LiveCode> codes = new ArrayList<>();
  private final List<Queue> queues = new ArrayList<>();
  private final Map<String, Set<String>> offered = new HashMap<>();
  private Optional<String> unseen = Optional.empty();

  QueuesTest() {
    code("A");
    code("B");
    queue("Billing", "A");
    queue("Sales");
    queue("Sales East");
    queue("Odd*", "A");
  }

  private void code(String name) {
    Field division = Dialect.GENESYS_CLOUD.field("division").orElseThrow();
    codes.add(new LiveCode(id(name), "1", name, Map.of(division, new Value.Text("Home"))));
  }

  private void queue(String name, String... codes) {
    queue(id(name), name, "Home", false, codes);
  }

  private void queue(String id, String name, String division, boolean isMandatory, String... some) {
    queues.removeIf(queue -> queue.id().equals(id));
    queues.add(new Queue(id, name, Optional.of(division), isMandatory, false));
    Set<String> ids = new HashSet<>();
    for (String code : some) ids.add(id(code));
    offered.put(id, ids);
  }

  private static String id(String name) {
    return "id-" + name;
  }

  private static DesiredState file(String text) {
    byte[] bytes = ("format: 1\napi: genesys-cloud\n" + text).getBytes(StandardCharsets.UTF_8);
    return ((Checked.Valid<DesiredState>)
            DesiredFiles.readSources(
                List.of(new SourceFile("codes.yaml", bytes)), LocalDate.of(2026, 11, 28)))
        .value();
  }

  private Catalog catalog() {
    return new Catalog(
        codes,
        new Usage(List.of(), List.of()),
        ReferenceNames.NONE,
        Visibility.WHOLE,
        Optional.of(new Queues(queues, offered, unseen)));
  }

  private Checked<Plan> checked(String text, Optional<String> base) {
    Catalog catalog = catalog();
    return Planner.plan(
        TARGET, Comparison.of(file(text), base.map(QueuesTest::file), catalog), false);
  }

  private Plan plan(String text, String base) {
    return ((Checked.Valid<Plan>) checked(text, Optional.of(base))).value();
  }

  private static List<String> show(Plan plan) {
    return plan.changes().stream().map(Worlds::show).toList();
  }

  private List<String> findings(String text) {
    return found(text).stream().map(Finding::code).toList();
  }

  private List<Finding> found(String text) {
    return switch (checked(text, Optional.empty())) {
      case Checked.Valid<Plan> valid -> valid.value().findings();
      case Checked.Invalid<Plan> invalid -> invalid.findings();
    };
  }

  @Test
  void a_queue_of_the_base_that_is_not_found_is_told_where_a_code_was_to_leave_it() {
    queue("id-1", "Twice", "Home", false, "A");
    queue("id-2", "Twice", "Home", false);
    unseen = Optional.of("one division isn't seen");
    String base = "codes: {A: {queues: [gone, Twice]}, B: {queues: [gone]}, C: {queues: [gone]}}";

    Plan plan = plan("codes: {A: {queues: []}, B: {queues: []}}", base);
    Plan released = plan("codes: {A: {}, B: {}}", base);

    assertThat(plan.changes()).isEmpty();
    assertThat(plan.findings())
        .extracting(Finding::code, Finding::message)
        .containsExactlyInAnyOrder(
            tuple(
                "lost-queue",
                "there is no queue 'gone' any more among those that can be seen: one division isn't"
                    + " seen, so that nothing is removed from it: A, B"),
            tuple(
                "lost-queue",
                "2 queues are called 'Twice' now, so that nothing is removed from it: A"));
    assertThat(released.findings()).isEmpty();
  }

  /// What stands under each code in the base and in the file, and what a plan makes of it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "                    | queues: [Sales]          | add-to-queue A Sales (git)",
        "queues: [Billing]   | queues: []               | remove-from-queue A Billing (git)",
        "queues: [Billing]   | queues: [Sales]          | add-to-queue A Sales (git), remove-from-queue A Billing (git)",
        "queues: [Billing]   |                          | -",
        "queues: []          | queues: []               | -",
        "                    | queues: []               | -",
        "queues: [Sales]     | queues: []               | -",
        "queues: [Billing]   | queues: [id-Billing]     | -",
        "queues: [gone]      | queues: []               | -",
        "queues: [Billing]   | 'queues: [{name: old, id: id-Billing}]' | -"
      })
  void only_a_pair_that_the_base_declares_under_a_key_that_stays_is_removed(
      String before, String now, String told) {
    String entry = "codes: {A: {%s}, B: {}}";

    Plan plan =
        plan(
            entry.formatted(now == null ? "" : now), entry.formatted(before == null ? "" : before));

    assertThat(String.join(", ", show(plan))).isEqualTo(told == null ? "" : told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{}                     | {Sales: [B, A]}          | add-to-queue A Sales (git), add-to-queue B Sales (git)",
        "{Billing: [A]}         | {Billing: []}            | remove-from-queue A Billing (git)",
        "{Billing: [A]}         | {id-Billing: []}         | remove-from-queue A Billing (git)",
        "{Billing: [A]}         | {}                       | -",
        "{'Bill*': [A]}         | {'Bill*': []}            | -",
        "{'Bill*': [A]}         | {Billing: []}            | -",
        "{'Odd*': [A]}          | {'Odd*': []}             | -",
        "{Sales: [B]}           | {'S*es': [B]}            | add-to-queue B Sales (git)",
        "{Billing: [A]}         | {Billing: [], 'B*': [A]} | -",
        "{}                     | {'Sales*': [B]}          | add-to-queue B Sales (git), add-to-queue B Sales East (git)",
        "{'Sales*': [B]}        | {'Sales*': [B]}          | add-to-queue B Sales (git), add-to-queue B Sales East (git)",
        "{}                     | {'*East': [B], 'S*t': [B]} | add-to-queue B Sales East (git)"
      })
  void an_offer_by_name_removes_and_a_pattern_only_adds(String before, String now, String told) {
    String offers = "offers: %s\ncodes: {A: {}, B: {}}";

    Plan plan = plan(offers.formatted(now), offers.formatted(before));

    assertThat(String.join(", ", show(plan))).isEqualTo(told == null ? "" : told);
  }

  @Test
  void a_pair_removed_by_hand_is_drift_and_stays_so() {
    String file = "codes: {A: {queues: [Billing, Sales]}}";

    Plan plan = plan(file, file);

    assertThat(show(plan)).isEmpty();
    assertThat(Worlds.showDrift(plan)).containsExactly("add-to-queue A Sales (drift)");
    assertThat(plan.drifted()).isZero();
    assertThat(plan.unchanged()).isEqualTo(1);
  }

  /// What stands below `codes: {A: …}` in the base and in the files, where Billing and `Odd*` alone
  /// offer A; and what becomes of it: queues that the files cease to name, and what is left.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{queues: [Sales]}             | {queues: [Billing, Sales]}         | -Sales (drift)",
        "{queues: [Sales]}             | {}, offers: {Sales: [A]}           | -Sales (drift)",
        "{}, offers: {Sales: [A]}      | {queues: [Sales, 'Sales East']}    | -Sales (drift), A",
        "-                             | {queues: [Sales, 'Sales East']}    | -Sales -Sales East (unknown)",
        "{}                            | {queues: [Sales]}                  | A",
        "{queues: [Billing]}           | {queues: []}                       | A",
        "{queues: [Sales]}             | {queues: []}                       | ''",
        "{queues: [Sales]}             | {}                                 | ''",
        "{}                            | {queues: [Billing]}                | ''",
        "{queues: []}                  | {queues: []}                       | ''",
        "{}, offers: {'Sales*': [A]}   | {}, offers: {'Sales*': [A]}        | = not offered by Sales, Sales East",
        "-                             | {}, offers: {'Sales E*': [A]}      | = not offered by Sales East",
        "{queues: [Sales]}             | {queues: [Sales]}, offers: {'*s': [A]} | = not offered by Sales",
        "{queues: [Sales]}             | {queues: [Sales]}, offers: {'S*t': [A]} | -Sales (drift), = not offered by Sales East",
        "{queues: [Sales]}             | {queues: [Sales]}, offers: {'S*': []}  | -Sales (drift)",
      })
  void adopt_ceases_to_declare_what_somebody_took_away(String before, String now, String told) {
    DesiredState files = adopted(now);
    Optional<DesiredState> base = Optional.ofNullable(before).map(QueuesTest::adopted);

    Adoptions all = adoptions(Adoptions.all(files, base, catalog()));
    Adoptions named = adoptions(Adoptions.of(List.of("A"), files, base, catalog()));

    assertThat(show(all)).isEqualTo(told);
    assertThat(named.adoptions()).isEqualTo(all.adoptions());
    assertThat(named.left()).hasSize(all.left().size() + all.kept().size());
  }

  private static DesiredState adopted(String entry) {
    String[] parts = entry.split(", (?=offers)");
    String offers = parts.length > 1 ? parts[1] + "\n" : "";
    return file(offers + "codes: {A: %s, B: {}}".formatted(parts[0]));
  }

  private static Adoptions adoptions(Checked<Adoptions> checked) {
    return ((Checked.Valid<Adoptions>) checked).value();
  }

  private static String show(Adoptions adoptions) {
    List<String> told = new ArrayList<>();
    for (Adoption adoption : adoptions.adoptions()) {
      FieldChange change = adoption.fields().getFirst();
      String names =
          ((Value.Outcomes) change.from().orElseThrow())
              .outcomes().stream()
                  .map(queue -> "-" + queue.name())
                  .sorted()
                  .collect(Collectors.joining(" "));
      told.add("%s (%s)".formatted(names, change.origin().word()));
    }
    adoptions.left().forEach(left -> told.add("= " + left.reason().replaceAll(":.*", "")));
    told.addAll(adoptions.kept());
    return String.join(", ", told);
  }

  @Test
  void without_a_base_nothing_is_removed() {
    Plan plan =
        ((Checked.Valid<Plan>) checked("codes: {A: {queues: [Sales]}}", Optional.empty())).value();

    assertThat(show(plan)).containsExactly("add-to-queue A Sales (unknown)");
  }

  @Test
  void a_new_code_comes_before_the_queues_that_shall_offer_it() {
    Plan plan =
        plan("codes: {N: {queues: [Sales, Billing]}, A: {description: x}}", "codes: {A: {}}");

    assertThat(show(plan))
        .containsExactly(
            "+ N (git)",
            "~ id-A A; description  → x (git)",
            "add-to-queue N Billing (git)",
            "add-to-queue N Sales (git)");
    assertThat(plan.requests())
        .isEqualTo(
            Dialect.GENESYS_CLOUD.cost().create() + Dialect.GENESYS_CLOUD.cost().update() + 2 * 2);
  }

  @Test
  void a_renamed_code_keeps_its_pairs_and_one_that_goes_needs_none() {
    Plan plan =
        plan(
            "retired: [B]\ncodes: {C: {previously: [A], queues: [Billing]}}",
            "codes: {A: {queues: [Billing]}, B: {queues: [Billing]}}");

    assertThat(show(plan)).containsExactly("~ id-A C; name A → C (git)", "- id-B B (git)");
  }

  private List<String> skew(String now, String before) {
    return Skew.of(Comparison.of(file(now), Optional.of(file(before)), catalog())).stream()
        .map(found -> found.skew().state().sign() + " " + found.skew().code())
        .toList();
  }

  @Test
  void what_only_a_pattern_declares_is_behind_only_if_the_pattern_is_new() {
    String pattern = "offers: {'Sal*': [A]}\ncodes: {A: {}, B: {}}";

    assertThat(skew(pattern, pattern)).containsExactly("? A", "? A", "= B");
    assertThat(skew(pattern, "codes: {A: {}, B: {}}")).containsExactly("< A", "< A", "= B");
  }

  @Test
  void queues_of_a_code_that_is_new_go_as_it_goes() {
    assertThat(skew("codes: {N: {queues: [Sales]}}", "codes: {}"))
        .containsExactly("< N", "+ A", "+ B");
  }

  @Test
  void a_pattern_of_too_many_pairs_is_told_at_its_code() {
    for (int i = 0; i < 400; i++) queue("Queue " + i);
    String some =
        IntStream.rangeClosed(1, 1001).mapToObj(i -> "N" + i).collect(Collectors.joining(", "));
    String keys = some.replace(",", ": {},") + ": {}";

    assertThat(findings("offers: {'Queue *': [%s]}\ncodes: {%s}".formatted(some, keys)))
        .containsExactly("too-many");
    String fewer = some.replace(", N1001", "");
    assertThat(findings("offers: {'Queue *': [%s]}\ncodes: {%s}".formatted(fewer, keys)))
        .doesNotContain("too-many");
  }

  @Test
  void what_a_name_means_is_told_or_asked() {
    queue("id-2", "Billing", "Home", false);

    assertThat(findings("codes: {A: {queues: [Billing]}}")).containsExactly("ambiguous-queue");
    assertThat(findings("offers: {Billing: [A]}\ncodes: {A: {}}"))
        .containsExactly("ambiguous-queue");
    assertThat(findings("codes: {A: {queues: [Biling]}}")).containsExactly("unknown-queue");
    assertThat(findings("codes: {A: {queues: [{name: Billing, id: x}]}}"))
        .containsExactly("unknown-queue");
    assertThat(findings("codes: {A: {queues: [{name: Billing, id: id-2}]}}")).isEmpty();
    assertThat(findings("offers: {id-2: [A]}\ncodes: {A: {}}")).isEmpty();
    assertThat(findings("offers: {'Z*': [A]}\ncodes: {A: {}}")).containsExactly("matches-nothing");
  }

  @Test
  void an_ambiguous_name_is_mended_as_its_place_asks() {
    queue("id-2", "Billing", "Home", false);

    assertThat(found("offers: {Billing: [A]}\ncodes: {A: {}, B: {queues: [Billing]}}"))
        .extracting(finding -> finding.hint().orElse(""))
        .containsExactly(
            "write the id of the one that is meant, such as id-Billing",
            "write {name: …, id: id-Billing}");
  }

  @Test
  void a_code_is_deleted_after_what_queues_are_to_offer_instead() {
    Plan plan = plan("retired: [B]\ncodes: {A: {queues: [Sales]}}", "codes: {A: {queues: []}}");

    assertThat(show(plan)).containsExactly("add-to-queue A Sales (git)", "- id-B B (git)");
  }

  @Test
  void a_queue_whose_codes_are_unknown_stops_the_plan() {
    offered.remove(id("Sales"));

    assertThat(findings("codes: {A: {queues: [Sales]}, B: {queues: [Sales]}}"))
        .containsExactly("unread-queue");
    assertThat(findings("codes: {New: {queues: [Sales]}}")).containsExactly("unread-queue");
  }

  @Test
  void a_long_list_and_another_division_are_told() {
    String[] many = IntStream.range(0, 15).mapToObj(i -> "C" + i).toArray(String[]::new);
    queue("q", "Crowded", "Elsewhere", false, many);

    List<String> told = findings("codes: {A: {queues: [Crowded]}}");
    List<String> everywhere = findings("codes: {A: {division: '*', queues: [Crowded]}}");

    assertThat(told).containsExactlyInAnyOrder("crowded-queue", "offered-elsewhere");
    assertThat(everywhere).containsExactly("crowded-queue");
  }

  @Test
  void the_last_code_of_a_queue_whose_agents_must_pick_is_not_taken() {
    queue(id("Billing"), "Billing", "Home", true, "A");
    String policy = "policy: {allow: [remove-from-queue, delete, delete-referenced]}\n";
    String base = policy + "codes: {A: {queues: [Billing]}, B: {}}";

    assertThat(refusals(plan(policy + "codes: {A: {queues: []}, B: {}}", base)))
        .containsExactly("empties-queue");
    assertThat(refusals(plan(policy + "retired: [A]\ncodes: {B: {queues: []}}", base)))
        .containsExactly("empties-queue");
    assertThat(refusals(plan(policy + "codes: {A: {queues: []}, B: {queues: [Billing]}}", base)))
        .isEmpty();
  }

  @Test
  void removals_are_to_be_allowed_and_count_as_deletes() {
    String base = "policy: {maxDeletes: 1}\ncodes: {A: {queues: [Billing, Sales]}}";
    queue("Sales", "A");

    Plan plan = plan(base.replace("[Billing, Sales]", "[]"), base);

    assertThat(refusals(plan)).containsExactly("allow-remove-from-queue", "max-deletes");
  }

  private static List<String> refusals(Plan plan) {
    return switch (Verdict.review(plan, Optional.empty(), Optional.empty())) {
      case Verdict.Approved ignored -> List.of();
      case Verdict.Refused refused -> refused.refusals().stream().map(Refusal::code).toList();
    };
  }

  @Test
  void a_reviewed_pair_is_known_again_once_its_code_is_made() {
    String file = "codes: {N: {queues: [Sales]}}";
    ReviewedPlan reviewed =
        new ReviewedPlan(
            TARGET, plan(file, "codes: {}").effects(), List.of(), Optional.empty(), false);
    code("N");

    Plan half = plan(file, "codes: {}");
    List<String> left = differences(reviewed, half);
    queue("Sales", "N");
    List<String> none = differences(reviewed, plan(file, "codes: {}"));
    queue("Sales");
    List<String> lost = differences(reviewed, plan("codes: {N: {}}", "codes: {}"));

    assertThat(show(half)).containsExactly("add-to-queue N Sales (git)");
    assertThat(left).isEmpty();
    assertThat(none).isEmpty();
    assertThat(lost)
        .containsExactly(
            "add-to-queue Sales N: reviewed, but no longer planned, and live doesn't show it");
  }

  private List<String> differences(ReviewedPlan reviewed, Plan plan) {
    Catalog catalog =
        new Catalog(codes, new Usage(List.of(), List.of()))
            .with(new Queues(queues, offered, unseen));
    return reviewed.differences(plan, Dialect.GENESYS_CLOUD, catalog);
  }
}
