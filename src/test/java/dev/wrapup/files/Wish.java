package dev.wrapup.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a test wants of the text of a file.
interface Wish {
  Edit of(DesiredState state);

  static SourceFile file(String path, String text) {
    return new SourceFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Field field(String name) {
    return Dialect.VERSIONED.field(name).orElseThrow();
  }

  private static DesiredCode code(DesiredState state, String key) {
    return state.codes().stream().filter(code -> code.key().equals(key)).findFirst().orElseThrow();
  }

  static Wish say(String key, String field, String text) {
    return state ->
        new Edit.Rewrite(
            code(state, key), key, Map.of(field(field), new Value.Text(text)), Set.of());
  }

  static Wish outcomes(String key, String... idsAndNames) {
    Value.Outcome[] outcomes = new Value.Outcome[idsAndNames.length / 2];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = new Value.Outcome(idsAndNames[2 * i], idsAndNames[2 * i + 1]);
    }
    return state ->
        new Edit.Rewrite(
            code(state, key),
            key,
            Map.of(field("outcomes"), new Value.Outcomes(List.of(outcomes))),
            Set.of());
  }

  static Wish rename(String key, String code) {
    return state -> new Edit.Rewrite(code(state, key), code, Map.of(), Set.of());
  }

  static Wish listed(String key, String code) {
    return state -> new Edit.Rewrite(code(state, key), code, Map.of(), Set.of(), true);
  }

  static Wish unmanaged(String key, String field) {
    return state -> new Edit.Rewrite(code(state, key), key, Map.of(), Set.of(field(field)), false);
  }

  static Wish withdraw(String key, Queue... queues) {
    return state -> new Edit.Rewrite(code(state, key), key, Map.of(), Set.of(queues));
  }

  static Wish remove(String key) {
    return state -> new Edit.Removal(code(state, key));
  }

  static Wish add(String code) {
    Map<Field, Value> values =
        Map.of(
            field("displayName"), new Value.Text("Name: new"),
            field("routingType"), new Value.Text("auto"),
            field("outcomes"), new Value.Outcomes(List.of(new Value.Outcome("o", "a, b"))));
    return state ->
        Edit.Addition.of(Dialect.VERSIONED, new LiveCode("id-of-" + code, "1", code, values));
  }

  static Checked<DesiredFiles.Edited> edit(List<SourceFile> files, Wish... wishes) {
    DesiredState state = Said.read(files);
    List<Edit> edits = List.of(wishes).stream().map(wish -> wish.of(state)).toList();
    return DesiredFiles.edit(state, edits, List.of(), LocalDate.of(2026, 1, 1));
  }

  static String edited(String text, Wish... wishes) {
    Checked<DesiredFiles.Edited> checked = edit(List.of(file("f.yaml", text)), wishes);
    assertThat(checked).isInstanceOf(Checked.Valid.class);
    DesiredFiles.Edited edited = ((Checked.Valid<DesiredFiles.Edited>) checked).value();
    return edited.changed().isEmpty() ? text : Said.text(edited.changed().getFirst());
  }

  static String retired(String text, String... codes) {
    DesiredState state = Said.read(List.of(file("f.yaml", text)));
    Checked<DesiredFiles.Edited> checked =
        DesiredFiles.edit(state, List.of(), List.of(codes), LocalDate.of(2026, 1, 1));
    assertThat(checked).isInstanceOf(Checked.Valid.class);
    SourceFile now = ((Checked.Valid<DesiredFiles.Edited>) checked).value().changed().getFirst();
    return new String(now.bytes(), StandardCharsets.UTF_8);
  }

  static String refused(String text, Wish... wishes) {
    Checked<DesiredFiles.Edited> checked = edit(List.of(file("f.yaml", text)), wishes);
    assertThat(checked).isInstanceOf(Checked.Invalid.class);
    Finding finding = ((Checked.Invalid<DesiredFiles.Edited>) checked).findings().getFirst();
    return finding.code() + " " + finding.at().orElseThrow();
  }
}
