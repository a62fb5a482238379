package dev.wrapup.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Edit;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Edits of random files. What the files must say then is worked out here, from what they said and
/// the edits, and which lines may differ from the places that they were read at.
class EditTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
  private static final Set<String> REFUSED = Set.of("shared-value", "overridden");
  private static final String NEW = "NEW: one";

  static LongStream seeds() {
    return LongStream.range(0, Seeds.count(400, 2000));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void says_what_was_edited_and_leaves_every_other_line_alone(long seed) {
    Scene scene = new Scene(seed);

    Checked<DesiredFiles.Edited> checked =
        DesiredFiles.edit(scene.state, scene.edits, scene.retired, TODAY);

    switch (checked) {
      case Checked.Invalid<DesiredFiles.Edited> invalid ->
          assertThat(invalid.findings())
              .as("%s", scene)
              .allMatch(finding -> REFUSED.contains(finding.code()));
      case Checked.Valid<DesiredFiles.Edited> valid -> {
        List<SourceFile> after = scene.after(valid.value().changed());
        DesiredState now = Said.read(after);
        assertThat(Said.ofCodes(now)).as("%s", scene).isEqualTo(scene.wanted(now));
        assertThat(Said.ofHeader(now)).as("%s", scene).isEqualTo(scene.header());
        if (!scene.retired.isEmpty()) return; // its lines have no place that is known
        for (int i = 0; i < after.size(); i++) {
          UntouchedLines.hold(scene.state, scene.edits, scene.files.get(i), after.get(i));
        }
      }
    }
  }

  @Test
  void few_random_edits_are_refused() {
    long refused =
        seeds()
            .mapToObj(Scene::new)
            .filter(
                scene ->
                    DesiredFiles.edit(scene.state, scene.edits, scene.retired, TODAY)
                        instanceof Checked.Invalid<DesiredFiles.Edited>)
            .count();

    assertThat(refused).isBetween(1L, 100L);
  }

  /// Random files and edits of them, with what they must say afterwards.
  private static final class Scene {
    private final long seed;
    private final Random random;
    private final List<SourceFile> files;
    private final DesiredState state;
    private final Map<String, Object> wanted;
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> retired = new ArrayList<>();

    Scene(long seed) {
      this.seed = seed;
      random = new Random(seed);
      files = new RandomFiles(random).files().stream().map(RandomFiles.Written::file).toList();
      state = Said.read(files);
      wanted = Said.ofCodes(state);
      for (DesiredCode code : state.codes()) {
        int dice = random.nextInt(100);
        if (dice < 15) remove(code);
        else if (dice < 60) rewrite(code);
      }
      if (random.nextInt(3) == 0) add();
      if (random.nextInt(5) == 0) retired.addAll(List.of("gone: 1", "gone 2"));
    }

    List<Object> header() {
      List<Sourced<String>> all = new ArrayList<>(state.retired());
      SourcePosition nowhere = SourcePosition.whole(files.getFirst());
      retired.forEach(code -> all.add(new Sourced<>(code, nowhere)));
      return Said.ofHeader(state.with(state.codes(), all, state.offers(), state.deviations()));
    }

    private void remove(DesiredCode code) {
      edits.add(new Edit.Removal(code));
      wanted.remove(code.key());
    }

    private void add() {
      Map<Field, Value> values = new HashMap<>();
      values.put(field("displayName"), text(field("displayName")));
      values.put(field("routingType"), new Value.Text("auto"));
      LiveCode live = new LiveCode("new id", "1", NEW, values);
      edits.add(Edit.Addition.of(Dialect.VERSIONED, live));
      Map<String, Object> entry = new HashMap<>();
      Dialect.VERSIONED.fields().forEach(field -> entry.put(field.name(), live.value(field)));
      entry.put("previously", List.of());
      entry.put("ignore", List.of());
      wanted.put(NEW, entry);
    }

    private void rewrite(DesiredCode code) {
      Map<Field, Value> values = new LinkedHashMap<>();
      Set<Field> unmanaged = new HashSet<>();
      for (Field field : Dialect.VERSIONED.fields()) {
        Sourced<Value> value = code.values().get(field);
        int dice = random.nextInt(100);
        if (dice < 40) continue;
        if (value != null && dice > 90) {
          unmanaged.add(field);
          continue;
        }
        if (value == null && dice < 80) continue;
        Value other =
            switch (field.kind()) {
              case CHOICE -> new Value.Text(random.nextBoolean() ? "manual" : "auto");
              case TEXT -> text(field);
              case OUTCOMES -> outcomes((Value.Outcomes) code.managed(field).orElse(field.empty()));
            };
        if (value == null || !other.equals(value.value())) values.put(field, other);
      }
      String key = code.key();
      if (random.nextInt(100) < 30) {
        key =
            code.previously().isEmpty()
                ? any(List.of("NEW", "no ", "a: ", "\u202E", "NEW'", "x{}")) + edits.size()
                : any(code.previously()).value();
      }
      Edit.Rewrite rewrite = new Edit.Rewrite(code, key, values, unmanaged, random.nextInt(3) == 0);
      edits.add(rewrite);
      wanted.remove(code.key());
      wanted.put(key, rewritten(rewrite));
    }

    private static Map<String, Object> rewritten(Edit.Rewrite rewrite) {
      DesiredCode code = rewrite.entry();
      String key = rewrite.code();
      Map<String, Object> entry = Said.of(code);
      rewrite.values().forEach((field, value) -> entry.put(field.name(), value));
      rewrite.unmanaged().forEach(field -> entry.remove(field.name()));
      List<String> previously = new ArrayList<>();
      boolean isNew = rewrite.isListed() && !key.equals(code.key()) && !code.lists(key);
      if (isNew) previously.add(code.key());
      for (Sourced<String> earlier : code.previously()) {
        previously.add(earlier.value().equals(key) ? code.key() : earlier.value());
      }
      entry.put("previously", previously);
      return entry;
    }

    /// A new entry is pinned, and has the defaults of its file, if its neighbors do.
    Map<String, Object> wanted(DesiredState now) {
      if (wanted.get(NEW) instanceof Map<?, ?>
          && Said.ofCodes(now).get(NEW) instanceof Map<?, ?> is) {
        Map<String, Object> all = new HashMap<>(wanted);
        Map<String, Object> entry = new HashMap<>();
        ((Map<?, ?>) wanted.get(NEW)).forEach((key, value) -> entry.put((String) key, value));
        for (String key : List.of("id", "default routingType")) {
          if (is.containsKey(key)) entry.put(key, is.get(key));
        }
        all.put(NEW, entry);
        return all;
      }
      return wanted;
    }

    private Value outcomes(Value.Outcomes before) {
      List<Value.Outcome> outcomes = new ArrayList<>();
      for (Value.Outcome outcome : before.outcomes()) {
        int dice = random.nextInt(3);
        if (dice == 0) outcomes.add(outcome);
        if (dice == 1) outcomes.add(new Value.Outcome(outcome.id(), text().text()));
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        outcomes.add(new Value.Outcome("new" + i, text().text()));
      }
      return new Value.Outcomes(outcomes);
    }

    private Value.Text text(Field field) {
      return new Value.Text(any(RandomFiles.texts(field)));
    }

    private Value.Text text() {
      return new Value.Text(any(RandomFiles.TEXTS));
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    List<SourceFile> after(List<SourceFile> changed) {
      Map<String, SourceFile> byPath =
          changed.stream().collect(Collectors.toMap(SourceFile::path, file -> file));
      return files.stream().map(file -> byPath.getOrDefault(file.path(), file)).toList();
    }

    @Override
    public String toString() {
      return "seed %d\n%s\n%s".formatted(seed, Said.shown(files), edits);
    }
  }

  private static Field field(String name) {
    return Dialect.VERSIONED.field(name).orElseThrow();
  }
}
