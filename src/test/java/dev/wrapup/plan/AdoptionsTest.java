package dev.wrapup.plan;

import static dev.wrapup.plan.Worlds.base;
import static dev.wrapup.plan.Worlds.catalog;
import static dev.wrapup.plan.Worlds.live;
import static dev.wrapup.plan.Worlds.text;
import static dev.wrapup.plan.Worlds.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Edit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.source.Checked;
import dev.wrapup.plan.adoption.Adoption;
import dev.wrapup.plan.adoption.Adoptions;
import dev.wrapup.plan.diff.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdoptionsTest {
  private static List<String> all(
      DesiredState desired, Optional<DesiredState> base, Catalog catalog) {
    return show(Adoptions.all(desired, base, catalog));
  }

  private static List<String> named(
      String name, DesiredState desired, Optional<DesiredState> base, Catalog catalog) {
    return show(Adoptions.of(List.of(name), desired, base, catalog));
  }

  /// Each adoption as `~ OLD → NEW; field declared → live (origin)`, what is left as `= code: why`,
  /// each finding as its place and code.
  private static List<String> show(Checked<Adoptions> checked) {
    return switch (checked) {
      case Checked.Valid<Adoptions> valid -> {
        List<String> lines = new ArrayList<>();
        valid.value().adoptions().forEach(adoption -> lines.add(show(adoption)));
        for (Adoptions.Left left : valid.value().left()) {
          String field = left.field().map(f -> " " + f.name()).orElse("");
          lines.add("= %s%s: %s".formatted(left.code(), field, left.reason()));
        }
        valid.warnings().forEach(f -> lines.add("warning " + f.code()));
        yield lines;
      }
      case Checked.Invalid<Adoptions> invalid ->
          invalid.findings().stream()
              .map(f -> f.at().map(at -> at.line() + ":" + at.column() + " ").orElse("") + f.code())
              .toList();
    };
  }

  private static String show(Adoption adoption) {
    StringBuilder line =
        new StringBuilder(
            switch (adoption.edit()) {
              case Edit.Rewrite rewrite when rewrite.isRename() ->
                  "~ " + rewrite.entry().key() + " → " + rewrite.code();
              case Edit.Rewrite rewrite -> "~ " + rewrite.code();
              case Edit.Removal removal -> "- " + removal.entry().key();
              case Edit.Addition addition -> "+ " + addition.code();
            });
    for (FieldChange field : adoption.fields()) {
      if (field.field().isKey()) continue;
      line.append(
          "; %s %s → %s (%s)"
              .formatted(
                  field.field(), text(field.from()), text(field.to()), field.origin().word()));
    }
    return line.toString();
  }

  /// Base, live and declared display name; a dash stands for a field that the base doesn't manage.
  @ParameterizedTest
  @CsvSource({
    "old,  old, new,  ''",
    "-,    old, new,  ''",
    "new,  old, new,  '~ A; displayName new → old (drift)'",
    "one,  two, new,  '~ A; displayName new → two (collision)'",
    "same, same, same, ''",
  })
  void what_somebody_changed_live_is_adopted_and_what_git_changed_stays(
      String base, String live, String declared, String adopted) {
    String before = base.equals("-") ? "{}" : "{displayName: " + base + "}";

    List<String> shown =
        all(
            yaml("codes:\n  A: {displayName: " + declared + "}\n"),
            base("codes:\n  A: " + before + "\n"),
            catalog(live("x", "A", live)));

    assertThat(shown).isEqualTo(adopted.isEmpty() ? List.of() : List.of(adopted));
  }

  @Test
  void what_git_changed_is_told_to_who_names_the_code() {
    assertThat(
            named(
                "A",
                yaml("codes:\n  A: {displayName: new, description: same}\n"),
                base("codes:\n  A: {displayName: old, description: same}\n"),
                catalog(live("x", "A", "old", "by hand", "auto"))))
        .containsExactly(
            "~ A; description same → by hand (drift)",
            "= A displayName: changed in the files, not yet applied");
  }

  @Test
  void without_a_base_every_difference_of_a_managed_field_is_adopted() {
    String files =
        """
        codes:
          A: {displayName: a, ignore: [description], description: x}
          B: {displayName: b}
          C: {displayName: c, routingType: auto}
        """;

    assertThat(
            all(
                yaml(files),
                Optional.empty(),
                catalog(
                    live("1", "A", "a2", "other", "auto"),
                    live("2", "B", "b", "unmanaged", "auto"))))
        .containsExactly("~ A; displayName a → a2 (unknown)");
  }

  @Test
  void a_pinned_code_is_renamed_as_it_was_live_by_either_name() {
    DesiredState files = yaml("codes:\n  A: {id: x}\n  B: {id: y}\n");
    Optional<DesiredState> base = Optional.of(files);
    Catalog catalog = catalog(live("x", "NEW"), live("y", "B"));

    assertThat(named("A", files, base, catalog)).containsExactly("~ A → NEW");
    assertThat(named("NEW", files, base, catalog)).containsExactly("~ A → NEW");
    assertThat(named("B", files, base, catalog)).isEmpty();
    assertThat(named("C", files, base, catalog)).containsExactly("unknown-code");
  }

  @Test
  void codes_that_changed_places_are_adopted_together_or_not_at_all() {
    DesiredState files = yaml("codes:\n  A: {id: x}\n  B: {id: y}\n");
    Catalog catalog = catalog(live("x", "B"), live("y", "A"));

    assertThat(named("A", files, Optional.of(files), catalog)).containsExactly("3:3 code-taken");
    assertThat(all(files, Optional.of(files), catalog)).containsExactly("~ A → B", "~ B → A");
  }

  @Test
  void a_rename_that_was_taken_back_by_hand_is_adopted_by_previously() {
    DesiredState files = yaml("codes:\n  NEW: {previously: [OLD]}\n");

    assertThat(all(files, Optional.of(files), catalog(live("x", "OLD"))))
        .containsExactly("~ NEW → OLD");
    assertThat(all(files, base("codes:\n  OLD: {}\n"), catalog(live("x", "OLD")))).isEmpty();
  }

  @Test
  void a_code_that_is_gone_leaves_the_files_only_when_it_is_named() {
    DesiredState files = yaml("codes:\n  A: {displayName: a}\n  B: {id: y, displayName: b}\n");
    Catalog catalog = catalog();

    assertThat(all(files, Optional.of(files), catalog))
        .containsExactly(
            "= A: gone; its entry is taken out only if it is named",
            "= B: gone; its entry is taken out only if it is named");
    assertThat(named("A", files, Optional.of(files), catalog))
        .containsExactly("- A; displayName a → nothing (drift)");
    assertThat(named("B", files, Optional.empty(), catalog))
        .containsExactly("- B; displayName b → nothing (unknown)");
  }

  @Test
  void a_new_code_that_is_not_applied_yet_is_not_taken_out() {
    DesiredState files = yaml("codes:\n  A: {displayName: a, routingType: auto}\n");

    assertThat(named("A", files, base("codes: {}\n"), catalog()))
        .containsExactly("= A: new, not yet applied");
    assertThat(named("A", files, Optional.empty(), catalog())).containsExactly("3:3 new-or-gone");
    assertThat(all(files, base("codes: {}\n"), catalog())).isEmpty();
  }

  @Test
  void an_undeclared_code_gets_an_entry_only_when_it_is_named() {
    DesiredState files = yaml("policy: {undeclared: report}\ncodes: {}\n");
    Catalog catalog = catalog(live("x", "A", "a", "text", "auto"));

    assertThat(named("A", files, Optional.of(files), catalog))
        .containsExactly(
            "+ A; displayName nothing → a (drift); description nothing → text (drift);"
                + " routingType nothing → auto (drift); outcomes nothing → Outcomes[outcomes=[]] (drift)");
    assertThat(all(files, Optional.of(files), catalog))
        .containsExactly("= A: not declared; it gets an entry only if it is named");
    assertThat(all(yaml("codes: {}\n"), Optional.empty(), catalog)).isEmpty();
  }

  @Test
  void a_retired_code_that_is_live_again_is_decided_by_hand() {
    DesiredState files = yaml("retired: [A]\ncodes: {}\n");
    Catalog catalog = catalog(live("x", "A"));

    assertThat(named("A", files, Optional.of(files), catalog))
        .containsExactly("2:11 retired-and-live");
    assertThat(all(files, Optional.of(files), catalog))
        .containsExactly("= A: live, though retired");
  }

  @Test
  void what_no_file_can_declare_is_left_or_refused() {
    DesiredState files =
        yaml("codes:\n  A: {id: x, displayName: a, description: d, routingType: auto}\n");
    LiveCode odd = live("x", "A_CODE_LONGER_THAN_20", "", "d2", "sometimes");

    assertThat(all(files, Optional.of(files), catalog(odd)))
        .containsExactly(
            "~ A; description d → d2 (drift)",
            "= A code: no file can declare it: it has 21 characters, the limit is 20",
            "= A displayName: no file can declare it: it is empty",
            "= A routingType: no file can declare it: 'sometimes' is none of manual, auto");
    assertThat(named("A", files, Optional.of(files), catalog(odd)))
        .containsExactly("3:3 not-declarable", "3:3 not-declarable", "3:3 not-declarable");
    assertThat(named(odd.code(), yaml("codes: {}\n"), Optional.empty(), catalog(odd)))
        .containsExactly("not-declarable");
  }

  @Test
  void a_code_that_an_apply_parked_keeps_its_key() {
    DesiredState files = yaml("codes:\n  A: {id: x, displayName: a}\n");
    Catalog catalog = catalog(live("x", Parked.codeOf("x"), "a2"));

    assertThat(named("A", files, Optional.empty(), catalog))
        .containsExactly(
            "~ A; displayName a → a2 (unknown)",
            "= A code: parked by an apply that was cut short: apply again");
  }

  @Test
  void a_rename_of_a_protected_code_is_warned_of() {
    DesiredState files = yaml("policy: {protect: [A]}\ncodes:\n  A: {id: x}\n");

    assertThat(all(files, Optional.of(files), catalog(live("x", "NEW"))))
        .containsExactly("~ A → NEW", "warning protects-nothing");
  }

  @Test
  void what_keeps_a_plan_from_being_made_keeps_everything_as_it_is() {
    DesiredState files = yaml("codes:\n  refund: {displayName: a}\n  B: {displayName: b}\n");

    assertThat(
            all(files, Optional.empty(), catalog(live("x", "Refund"), live("y", "B", "by hand"))))
        .containsExactly("3:3 case-differs");
  }

  @Test
  void files_that_would_name_another_code_are_found_out() {
    DesiredState files = yaml("codes:\n  A: {id: x}\n");
    Catalog catalog = catalog(live("x", "NEW"), live("y", "A"));
    Adoptions adoptions =
        ((Checked.Valid<Adoptions>) Adoptions.all(files, Optional.of(files), catalog)).value();

    assertThat(adoptions.check(yaml("codes:\n  NEW: {id: x}\n"), Optional.of(files), catalog))
        .isEmpty();
    assertThat(adoptions.check(yaml("codes:\n  NEW: {id: y}\n"), Optional.of(files), catalog))
        .extracting(finding -> finding.code())
        .containsExactly("other-code");
  }
}
