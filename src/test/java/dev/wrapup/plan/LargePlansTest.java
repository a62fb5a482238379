package dev.wrapup.plan;

import static dev.wrapup.plan.Worlds.TARGET;
import static dev.wrapup.plan.Worlds.catalog;
import static dev.wrapup.plan.Worlds.live;
import static dev.wrapup.plan.Worlds.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Linear;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.plan.adoption.Adoptions;
import dev.wrapup.plan.diff.Comparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// However many findings and refusals a plan has, or an adoption, they take time in proportion.
class LargePlansTest {
  /// @param outcome how many findings or refusals of that kind come of so many codes
  record Kind(
      String name,
      IntFunction<String> yaml,
      IntFunction<Catalog> live,
      BiFunction<DesiredState, Catalog, Integer> outcome) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Kind> kinds() {
    return List.of(
        new Kind(
            "protected codes that would be renamed",
            n -> "policy:\n  protect:\n" + lines(n, i -> "    - OLD" + i) + pinned(n),
            n -> catalog(codes(n, i -> live("id" + i, "OLD" + i))),
            LargePlansTest::refusals),
        new Kind(
            "codes that others hold",
            LargePlansTest::pinned,
            n ->
                catalog(
                    codes(
                        2 * n,
                        i -> i < n ? live("id" + i, "OLD" + i) : live("x" + i, "C" + (i - n)))),
            LargePlansTest::findings),
        new Kind(
            "earlier codes that are live and retired or not",
            n ->
                "retired:\n"
                    + lines(n, i -> "  - OLD" + i)
                    + "codes:\n"
                    + lines(n, i -> "  C%d: {previously: [OLD%d, R%d]}".formatted(i, i, i)),
            n ->
                catalog(
                    codes(
                        3 * n,
                        i ->
                            live(
                                "id" + i,
                                i < n
                                    ? "C" + i
                                    : i < 2 * n ? "OLD" + (i - n) : "R" + (i - 2 * n)))),
            LargePlansTest::findings),
        new Kind(
            "renames that two entries claim",
            n ->
                "codes:\n"
                    + lines(
                        n,
                        i ->
                            "  C%d: {displayName: x, routingType: manual, previously: [OLD]}"
                                .formatted(i)),
            n -> catalog(live("id", "OLD")),
            (desired, catalog) -> findings(desired, catalog) + 1),
        new Kind(
            "protected codes that nobody has",
            n ->
                "policy:\n  protect:\n"
                    + lines(n, i -> "    - NOBODY_HAS_IT" + i)
                    + "retired:\n"
                    + lines(n, i -> "  - GONE" + i)
                    + pinned(n),
            n -> catalog(codes(n, i -> live("id" + i, "C" + i))),
            LargePlansTest::findings),
        new Kind(
            "live renames of protected codes",
            n -> "policy:\n  protect:\n" + lines(n, i -> "    - C" + i) + pinned(n),
            n -> catalog(codes(n, i -> live("id" + i, "NEW" + i))),
            LargePlansTest::warningsOfAdoption),
        new Kind(
            "live renames to codes of others",
            n -> pinned(n) + lines(n, i -> "  NEW%d: {displayName: x}".formatted(i)),
            n -> catalog(codes(n, i -> live("id" + i, "NEW" + i))),
            (desired, catalog) ->
                Adoptions.all(desired, Optional.empty(), catalog)
                        instanceof Checked.Invalid<Adoptions> invalid
                    ? invalid.findings().size()
                    : 0),
        new Kind(
            "undeclared codes beside retired ones",
            n ->
                "policy: {undeclared: report}\nretired:\n"
                    + lines(n, i -> "  - OLD" + i)
                    + "codes: {}\n",
            n -> catalog(codes(n, i -> live("id" + i, "C" + i))),
            (desired, catalog) ->
                valid(Adoptions.all(desired, Optional.empty(), catalog)).left().size()),
        new Kind(
            "adoptions by name",
            n -> pinned(n),
            n -> catalog(codes(n, i -> live("id" + i, "NEW" + i))),
            (desired, catalog) ->
                valid(
                        Adoptions.of(
                            catalog.codes().stream().map(LiveCode::code).toList(),
                            desired,
                            Optional.empty(),
                            catalog))
                    .adoptions()
                    .size()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void time_is_in_proportion(Kind kind) {
    Map<Integer, DesiredState> desired = new HashMap<>();
    Map<Integer, Catalog> live = new HashMap<>();
    for (int many : new int[] {1_000, 4_000, 16_000}) {
      desired.put(many, yaml(kind.yaml().apply(many)));
      live.put(many, kind.live().apply(many));
    }

    Linear.assertThatWorkIs(
        4_000,
        many ->
            assertThat(kind.outcome().apply(desired.get(many), live.get(many))).isEqualTo(many));
  }

  private static int refusals(DesiredState desired, Catalog catalog) {
    Plan plan = Worlds.plan(desired, Optional.empty(), catalog);
    return Verdict.review(plan, Optional.empty(), Optional.empty())
            instanceof Verdict.Refused refused
        ? (int) refused.refusals().stream().filter(one -> one.code().equals("protect")).count()
        : 0;
  }

  private static int findings(DesiredState desired, Catalog catalog) {
    return switch (Planner.plan(TARGET, Comparison.of(desired, Optional.empty(), catalog), false)) {
      case Checked.Valid<Plan> valid -> valid.warnings().size();
      case Checked.Invalid<Plan> invalid -> invalid.findings().size();
    };
  }

  private static int warningsOfAdoption(DesiredState desired, Catalog catalog) {
    return Adoptions.all(desired, Optional.empty(), catalog) instanceof Checked.Valid<Adoptions> v
        ? (int) v.warnings().stream().map(Finding::code).filter("protects-nothing"::equals).count()
        : 0;
  }

  private static Adoptions valid(Checked<Adoptions> checked) {
    return ((Checked.Valid<Adoptions>) checked).value();
  }

  private static String pinned(int many) {
    return "codes:\n" + lines(many, i -> "  C%d: {id: id%d}".formatted(i, i));
  }

  private static String lines(int many, IntFunction<String> line) {
    return IntStream.range(0, many).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }

  private static LiveCode[] codes(int many, IntFunction<LiveCode> code) {
    List<LiveCode> codes = new ArrayList<>();
    for (int i = 0; i < many; i++) codes.add(code.apply(i));
    return codes.toArray(LiveCode[]::new);
  }
}
