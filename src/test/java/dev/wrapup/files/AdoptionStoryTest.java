package dev.wrapup.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.plan.adoption.Adoptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random files, what they were when they were last applied, and what an administrator made of the
/// live codes since. Whoever tells the story knows what the files must say in the end.
class AdoptionStoryTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

  /// Stories in which files had to change, and were judged.
  private static int adopted;

  static LongStream seeds() {
    return LongStream.range(0, Seeds.count(400, 2000));
  }

  @AfterAll
  static void most_stories_came_to_an_end() {
    assertThat(adopted).isGreaterThan((int) seeds().count() / 2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_files_say_what_is_live_where_somebody_changed_it_live(long seed) {
    Story story = new Story(seed);
    Adoptions adoptions = story.adopt(story.desired);

    Checked<DesiredFiles.Edited> checked =
        DesiredFiles.edit(story.desired, adoptions.edits(), List.of(), TODAY);

    if (checked instanceof Checked.Invalid<DesiredFiles.Edited> invalid) {
      assertThat(invalid.findings())
          .as("%s", story)
          .allMatch(finding -> finding.code().equals("shared-value"));
      return;
    }
    DesiredFiles.Edited edited = ((Checked.Valid<DesiredFiles.Edited>) checked).value();
    assertThat(Said.ofCodes(edited.state())).as("%s", story).isEqualTo(story.wanted);
    assertThat(Said.ofHeader(edited.state())).isEqualTo(Said.ofHeader(story.desired));
    assertThat(adoptions.check(edited.state(), story.base, story.catalog())).isEmpty();
    assertThat(story.adopt(edited.state()).adoptions()).as("%s", story).isEmpty();
    assertThat(edited.changed().isEmpty()).isEqualTo(adoptions.adoptions().isEmpty());
    if (!adoptions.adoptions().isEmpty()) adopted++;
  }

  private static final class Story {
    final long seed;
    final Random random;
    final List<SourceFile> files;
    final DesiredState desired;
    final Optional<DesiredState> base;
    final List<LiveCode> live = new ArrayList<>();
    final Map<String, Object> wanted;
    private final List<DesiredCode> based = new ArrayList<>();

    Story(long seed) {
      this.seed = seed;
      random = new Random(seed);
      files = new RandomFiles(random).files().stream().map(RandomFiles.Written::file).toList();
      desired = Said.read(files);
      wanted = Said.ofCodes(desired);
      boolean hasBase = !chance(25);
      desired.codes().forEach(code -> tell(code, hasBase));
      base = hasBase ? Optional.of(desired.with(based)) : Optional.empty();
      live.add(new LiveCode("undeclared", "1", "somebody's own", Map.of()));
    }

    private void tell(DesiredCode code, boolean hasBase) {
      if (chance(15)) return; // new, or never applied
      Map<Field, Sourced<Value>> before = new HashMap<>(code.values());
      if (hasBase) before.replaceAll((field, value) -> chance(75) ? value : other(field, value));
      if (hasBase) before.keySet().removeIf(field -> chance(10));
      based.add(
          new DesiredCode(
              code.code(), code.id(), before, code.defaults(), code.previously(), code.ignores()));
      if (chance(10)) return; // gone
      Map<String, Object> entry = Said.of(code);
      Map<Field, Value> now = new HashMap<>();
      for (Field field : Dialect.VERSIONED.fields()) {
        Sourced<Value> declared = code.values().get(field);
        Sourced<Value> earlier = before.getOrDefault(field, declared);
        Value value = earlier == null ? any(field) : earlier.value();
        if (chance(40)) value = any(field);
        now.put(field, value);
        boolean isManaged =
            declared != null && code.ignores().stream().noneMatch(i -> i.field() == field);
        boolean isGits = hasBase && (!before.containsKey(field) || earlier.value().equals(value));
        if (isManaged && !isGits) entry.put(field.name(), value);
      }
      boolean isRenamed = code.id().isPresent() && chance(20);
      String key = isRenamed ? "HAND " + live.size() : code.key();
      wanted.remove(code.key());
      wanted.put(key, entry);
      String id = code.id().map(Sourced::value).orElse("the id of " + code.key());
      live.add(new LiveCode(id, "1", key, now));
    }

    private Sourced<Value> other(Field field, Sourced<Value> value) {
      return new Sourced<>(any(field), value.at());
    }

    private Value any(Field field) {
      return switch (field.kind()) {
        case TEXT -> text(field);
        case CHOICE -> new Value.Text(random.nextBoolean() ? "manual" : "auto");
        case OUTCOMES -> {
          List<Value.Outcome> outcomes = new ArrayList<>();
          for (int i = random.nextInt(4); i > 0; i--) {
            outcomes.add(new Value.Outcome("o" + i, text().text()));
          }
          yield new Value.Outcomes(outcomes);
        }
      };
    }

    private Value.Text text(Field field) {
      List<String> texts = RandomFiles.texts(field);
      return new Value.Text(texts.get(random.nextInt(texts.size())));
    }

    private Value.Text text() {
      return new Value.Text(RandomFiles.TEXTS.get(random.nextInt(RandomFiles.TEXTS.size())));
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    Catalog catalog() {
      return new Catalog(live, new Usage(List.of(), List.of()));
    }

    Adoptions adopt(DesiredState state) {
      Checked<Adoptions> checked = Adoptions.all(state, base, catalog());
      assertThat(checked).as("%s", this).isInstanceOf(Checked.Valid.class);
      return ((Checked.Valid<Adoptions>) checked).value();
    }

    @Override
    public String toString() {
      return "seed %d\n%s\nlive %s".formatted(seed, Said.shown(files), live);
    }
  }
}
