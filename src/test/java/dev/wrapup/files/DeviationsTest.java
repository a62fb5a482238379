package dev.wrapup.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `except` and `override`: what a target's file says of codes that another one declares.
class DeviationsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
  private static final Field NAME = Dialect.VERSIONED.field("displayName").orElseThrow();
  private static final Field ROUTING = Dialect.VERSIONED.field("routingType").orElseThrow();

  private static final String SHARED =
      """
      format: 1
      retired: [GONE]
      codes:
        REFUND: {displayName: Refund, description: A refund.} # as agreed
        PRAISE: {displayName: Praise, previously: [THANKS]}
      """;

  private static List<SourceFile> files(String... texts) {
    List<SourceFile> files = new ArrayList<>();
    for (String text : texts) {
      String path = files.isEmpty() ? "shared.yaml" : "eu" + files.size() + ".yaml";
      files.add(Wish.file(path, text));
    }
    return files;
  }

  private static String eu(String lines) {
    return "format: 1\n" + lines + "\ncodes: {OWN: {displayName: Own}}\n";
  }

  private static DesiredCode code(DesiredState state, String key) {
    return state.codes().stream().filter(code -> code.key().equals(key)).findFirst().orElseThrow();
  }

  private static List<String> keys(DesiredState state) {
    return state.codes().stream().map(DesiredCode::key).toList();
  }

  private static Checked<DesiredFiles.Edited> edit(DesiredState state, Edit... edits) {
    return DesiredFiles.edit(state, List.of(edits), List.of(), TODAY);
  }

  private static Map<String, String> texts(Checked<DesiredFiles.Edited> edited) {
    return ((Checked.Valid<DesiredFiles.Edited>) edited)
        .value().changed().stream().collect(Collectors.toMap(SourceFile::path, Said::text));
  }

  private static List<String> told(Checked<?> checked) {
    List<Finding> findings =
        checked instanceof Checked.Invalid<?> invalid
            ? invalid.findings()
            : ((Checked.Valid<?>) checked).warnings();
    return findings.stream()
        .map(f -> "%s %s %s".formatted(f.at().orElseThrow(), f.code(), f.message()))
        .toList();
  }

  @Test
  void the_page_shows_a_file_that_says_so() throws IOException {
    String page = Files.readString(Path.of("docs/reference.md"));
    String shown = page.substring(page.indexOf("```yaml\n") + 8);
    String shared = SHARED.replace("PRAISE", "FAX_RECEIVED");

    Checked<DesiredState> read =
        DesiredFiles.readSources(files(shared, shown.substring(0, shown.indexOf("```"))), TODAY);
    DesiredState state = ((Checked.Valid<DesiredState>) read).value();

    assertThat(keys(state)).containsExactly("REFUND");
    assertThat(code(state, "REFUND").managed(NAME)).contains(new Value.Text("Money back"));
  }

  @Test
  void an_excepted_code_is_not_the_targets_whether_declared_or_retired() {
    DesiredState state = Said.read(files(SHARED, eu("except: [REFUND, GONE]")));

    assertThat(keys(state)).containsExactly("PRAISE", "OWN");
    assertThat(state.retired()).isEmpty();
  }

  @Test
  void an_overridden_field_has_the_place_of_its_override() {
    DesiredState state =
        Said.read(files(SHARED, eu("override:\n  REFUND: {routingType: auto, displayName: Back}")));

    DesiredCode refund = code(state, "REFUND");
    assertThat(refund.managed(NAME)).contains(new Value.Text("Back"));
    assertThat(refund.managed(ROUTING)).contains(new Value.Text("auto"));
    assertThat(refund.values().get(NAME).at()).hasToString("eu1.yaml:3:44");
    assertThat(refund.at()).hasToString("shared.yaml:4:3");
  }

  @Test
  void which_file_is_named_first_decides_nothing() {
    String eu = eu("except: [PRAISE]\noverride: {REFUND: {displayName: Back}}");

    DesiredState state = Said.read(files(eu, SHARED));

    assertThat(state.declaresSame(Said.read(files(SHARED, eu)))).isTrue();
  }

  @Test
  void two_files_may_override_different_fields_of_one_code() {
    DesiredState state =
        Said.read(
            files(
                SHARED,
                eu("override: {REFUND: {displayName: Back}}"),
                "format: 1\noverride: {REFUND: {description: Mine}}\ncodes: {}\n"));

    assertThat(Said.of(code(state, "REFUND")).toString()).contains("Back", "Mine");
  }

  @Test
  void an_offer_of_another_file_leaves_an_excepted_code_out() {
    String shared =
        "format: 1\napi: genesys-cloud\noffers: {Q: [A, B], R: [A]}\ncodes: {A: {}, B: {}}\n";

    DesiredState state = Said.read(files(shared, "format: 1\nexcept: [A]\ncodes: {}\n"));

    assertThat(state.offers()).extracting(offer -> offer.codes().size()).containsExactly(1, 0);
    assertThat(state.offers()).extracting(Offer::queue).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          except: [REFUNDS] | eu1.yaml:2:10 unknown-code 'REFUNDS' is excepted here, and no file declares or retires it
          except: [OWN] | eu1.yaml:2:10 contradicts 'OWN' is excepted here and declared at eu1.yaml:3:9, in the same file
          override: {NONE: {}} | eu1.yaml:2:12 unknown-code 'NONE' is overridden here, and no file declares it
          override: {GONE: {}} | eu1.yaml:2:12 unknown-code 'GONE' is overridden here, and no file declares it
          override: {OWN: {}} | eu1.yaml:2:12 overrides-itself 'OWN' is declared at eu1.yaml:3:9, in the same file
          override: {REFUND: {id: x}} | eu1.yaml:2:21 unknown-key unknown key 'id' in 'override'
          override: {REFUND: {routingType: manuel}} | eu1.yaml:2:34 unknown-word 'routingType' can't be 'manuel'
          override: {REFUND: {displayName: Refund}} | eu1.yaml:2:34 overrides-nothing 'displayName' of 'REFUND' is the same at shared.yaml:4:25
          except: [REFUND, REFUND] | eu1.yaml:2:18 listed-twice 'except' lists 'REFUND' a second time, first at eu1.yaml:2:10
          """)
  void what_is_wrong_is_told_at_its_place(String lines, String finding) {
    assertThat(told(DesiredFiles.readSources(files(SHARED, eu(lines)), TODAY)))
        .containsExactly(finding);
  }

  @Test
  void one_of_two_is_told_to_be_too_much() {
    String both = eu("except: [REFUND]\noverride: {REFUND: {displayName: Back}}");
    String retires = "format: 1\nretired: [X]\nexcept: [X]\ncodes: {}\n";
    String offers =
        "format: 1\napi: genesys-cloud\noffers: {Q: [REFUND]}\nexcept: [REFUND]\ncodes: {}\n";
    String shared = "format: 1\ncodes: {REFUND: {description: x}}\n";
    String name = "format: 1\noverride: {REFUND: {displayName: Back}}\ncodes: {}\n";

    assertThat(told(DesiredFiles.readSources(files(SHARED, both), TODAY)))
        .containsExactly(
            "eu1.yaml:3:12 contradicts 'REFUND' is overridden here and excepted at eu1.yaml:2:10");
    assertThat(told(DesiredFiles.readSources(files(shared, retires), TODAY)))
        .containsExactly(
            "eu1.yaml:3:10 contradicts 'X' is excepted here and retired at eu1.yaml:2:11, in the"
                + " same file");
    assertThat(told(DesiredFiles.readSources(files(shared, offers), TODAY)))
        .containsExactly(
            "eu1.yaml:4:10 contradicts 'REFUND' is excepted here and offered at eu1.yaml:3:14");
    assertThat(told(DesiredFiles.readSources(files(shared, name, name), TODAY)))
        .containsExactly(
            "eu2.yaml:2:34 overridden-twice 'displayName' of 'REFUND' is overridden at"
                + " eu1.yaml:2:34 already");
  }

  @Test
  void a_code_that_was_renamed_is_told_by_its_new_name() {
    Checked<DesiredState> read =
        DesiredFiles.readSources(files(SHARED, eu("except: [THANKS]")), TODAY);

    assertThat(((Checked.Invalid<DesiredState>) read).findings())
        .extracting(finding -> finding.hint().orElseThrow())
        .containsExactly("it is called 'PRAISE' now: write that");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api: genesys-cloud\nexcept: [X]\noverride: {Y: {description: z}}",
        "api: genesys-cloud\noffers: {Q: [X]}"
      })
  void a_file_that_is_read_alone_may_name_what_others_declare(String lines) {
    SourceFile file = Wish.file("eu.yaml", "format: 1\n" + lines + "\ncodes: {}\n");

    assertThat(DesiredFiles.format(file, List.of())).isInstanceOf(Checked.Valid.class);
    assertThat(DesiredFiles.readSources(List.of(file), TODAY)).isInstanceOf(Checked.Invalid.class);
  }

  @Test
  void an_edit_of_an_overridden_field_goes_into_the_override() {
    DesiredState state =
        Said.read(
            files(SHARED, eu("override:\n  REFUND:\n    displayName: 'Back' # the partner's")));
    Edit edit =
        new Edit.Rewrite(
            code(state, "REFUND"),
            "REFUND",
            Map.of(NAME, new Value.Text("Money"), ROUTING, new Value.Text("auto")),
            Set.of());

    Map<String, String> texts = texts(edit(state, edit));

    assertThat(texts.get("eu1.yaml"))
        .isEqualTo(eu("override:\n  REFUND:\n    displayName: 'Money' # the partner's"));
    assertThat(texts.get("shared.yaml"))
        .isEqualTo(
            SHARED.replace("description: A refund.", "description: A refund., routingType: auto"));
  }

  @Test
  void a_rename_is_made_in_the_override_too_and_a_removal_takes_it_out() {
    DesiredState state =
        Said.read(files(SHARED, eu("override: {REFUND: {displayName: Back}, PRAISE: {}}")));
    Edit rename = new Edit.Rewrite(code(state, "REFUND"), "BACK", Map.of(), Set.of());
    Edit removal = new Edit.Removal(code(state, "PRAISE"));

    Map<String, String> texts = texts(edit(state, rename, removal));

    assertThat(texts.get("eu1.yaml")).isEqualTo(eu("override: {BACK: {displayName: Back}}"));
    assertThat(texts.get("shared.yaml")).contains("  BACK: {").doesNotContain("PRAISE");
  }

  @Test
  void an_override_stays_as_it_is_where_only_the_shared_fields_change() {
    DesiredState state = Said.read(files(SHARED, eu("override: {REFUND: {displayName: Back}}")));
    Edit edit =
        new Edit.Rewrite(
            code(state, "REFUND"), "REFUND", Map.of(ROUTING, new Value.Text("auto")), Set.of());

    assertThat(texts(edit(state, edit))).containsOnlyKeys("shared.yaml");
  }

  @Test
  void an_overridden_field_can_not_be_left_out() {
    DesiredState state = Said.read(files(SHARED, eu("override: {REFUND: {displayName: Back}}")));
    Edit edit =
        new Edit.Rewrite(code(state, "REFUND"), "REFUND", Map.of(), Set.of(NAME), Set.of(), false);

    assertThat(told(edit(state, edit)))
        .containsExactly(
            "eu1.yaml:2:34 overridden 'displayName' of 'REFUND' can't be left out: it is"
                + " overridden");
  }

  @Test
  void no_edit_takes_the_name_of_an_excepted_code() {
    DesiredState state = Said.read(files(SHARED, eu("except: [GONE, REFUND]")));
    Edit rename = new Edit.Rewrite(code(state, "PRAISE"), "GONE", Map.of(), Set.of());
    Edit addition = new Edit.Addition("REFUND", Optional.empty(), Map.of());

    assertThat(told(edit(state, rename, addition)))
        .containsExactly(
            "eu1.yaml:2:10 excepted 'GONE' is excepted: it isn't this target's",
            "eu1.yaml:2:16 excepted 'REFUND' is excepted: it isn't this target's");
    assertThat(told(DesiredFiles.edit(state, List.of(), List.of("GONE"), TODAY))).hasSize(1);
  }

  @Test
  void a_new_entry_goes_to_the_file_of_the_target() {
    DesiredState state =
        Said.read(
            files(
                SHARED.replace("retired", "policy: {maxUpdates: 3}\nretired"),
                eu("except: [GONE]")));
    Edit addition = new Edit.Addition("NEW", Optional.empty(), Map.of());

    assertThat(texts(edit(state, addition))).containsOnlyKeys("eu1.yaml");
  }
}
