package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.files.DesiredFiles;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Checked;
import dev.wrapup.plan.Plan;
import dev.wrapup.plan.Planner;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.plan.diff.Comparison;
import dev.wrapup.plan.diff.FieldChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Declarations of random files go from one target to others. What must come of it is worked out
/// here from what the files said, without their text.
class PromoteTest {
  private static final List<String> CODES = List.of("A", "B", "C", "D", "E", "F");
  private static final List<String> TARGETS = List.of("prod-eu", "prod-us");
  private static final List<String> TEXTS =
      List.of(
          "Refund", "a: b", "it's # this", "- item", "null", " x", "two\\nlines", "\\u202Eback");

  @TempDir private Path folder;

  /// @param files their texts by path
  private record World(Map<String, String> files, List<String> codes) {
    static World of(long seed) {
      Random random = new Random(seed);
      Map<String, String> files = new TreeMap<>();
      files.put(
          "fleet.yaml",
          """
          format: 1
          targets:
            test-eu: {files: [shared.yaml, o/test-eu.yaml]}
            prod-eu: {files: [shared.yaml, o/all.yaml, o/prod-eu.yaml], wave: 1}
            prod-us: {files: [o/all.yaml, o/prod-us.yaml, shared.yaml], wave: 1}
          """);
      List<String> shared = new ArrayList<>();
      List<String> test = new ArrayList<>();
      List<String> all = new ArrayList<>();
      Map<String, List<String>> own = new HashMap<>();
      TARGETS.forEach(target -> own.put(target, new ArrayList<>()));
      for (String code : CODES) {
        if (random.nextInt(100) < 30) {
          shared.add(code);
          continue;
        }
        if (random.nextInt(100) < 80) test.add(code);
        boolean isOfAll = random.nextInt(100) < 30;
        if (isOfAll) all.add(code);
        else own.forEach((target, some) -> addSome(some, code, random));
      }
      files.put("shared.yaml", file(shared, List.of(), "", random));
      files.put("o/all.yaml", file(all, List.of(), "", random));
      files.put("o/test-eu.yaml", file(test, shared, "environment: test\n", random));
      own.forEach(
          (target, some) ->
              files.put(
                  "o/" + target + ".yaml",
                  file(some, shared, "environment: %s\n".formatted(target), random)));
      List<String> codes = new ArrayList<>(test);
      codes.addAll(shared);
      codes.removeIf(code -> random.nextInt(100) < 40);
      return new World(files, codes);
    }

    private static void addSome(List<String> codes, String code, Random random) {
      if (random.nextInt(100) < 50) codes.add(code);
    }

    private static String file(
        List<String> codes, List<String> shared, String head, Random random) {
      StringBuilder text = new StringBuilder("format: 1\n" + head);
      List<String> overridden = new ArrayList<>(shared);
      overridden.removeIf(code -> random.nextInt(100) < 60);
      if (!overridden.isEmpty()) {
        text.append("override:\n");
        overridden.forEach(code -> text.append(entry(code, false, random)));
      }
      text.append(codes.isEmpty() ? "codes: {}\n" : "codes:\n");
      codes.forEach(code -> text.append(entry(code, random.nextInt(100) < 40, random)));
      return text.toString();
    }

    private static String entry(String code, boolean isPinned, Random random) {
      List<String> parts = new ArrayList<>();
      if (isPinned) parts.add("id: id-" + code + random.nextInt(1_000_000));
      for (String field : List.of("displayName", "description")) {
        if (random.nextInt(100) < 70) {
          parts.add("%s: \"%s\"".formatted(field, TEXTS.get(random.nextInt(TEXTS.size()))));
        }
      }
      if (random.nextInt(100) < 50) {
        parts.add("routingType: " + (random.nextBoolean() ? "manual" : "auto"));
      }
      if (random.nextInt(100) < 30) parts.add("outcomes: [{id: o1, name: " + code + "}]");
      if (random.nextInt(100) < 30 || parts.isEmpty()) {
        return "  %s: {%s} # as agreed\n".formatted(code, String.join(", ", parts));
      }
      return parts.stream()
          .map(part -> "    " + part + " # why\n")
          .collect(Collectors.joining("", "  # about it\n  %s:\n".formatted(code), ""));
    }
  }

  private void write(Map<String, String> files) {
    Program program = new Program(folder);
    files.forEach(program::file);
  }

  private Map<String, String> read() {
    Map<String, String> files = new TreeMap<>();
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private DesiredState state(String target) {
    List<String> names =
        switch (target) {
          case "test-eu" -> List.of("shared.yaml", "o/test-eu.yaml");
          default -> List.of("shared.yaml", "o/all.yaml", "o/%s.yaml".formatted(target));
        };
    Checked<DesiredState> read = DesiredFiles.read(folder, names, LocalDate.of(2026, 1, 1));
    return ((Checked.Valid<DesiredState>) read).value();
  }

  private static Map<String, DesiredCode> codes(DesiredState state) {
    return state.codes().stream().collect(Collectors.toMap(DesiredCode::key, code -> code));
  }

  private Program.Run promote(World world, String to) {
    List<String> args = new ArrayList<>(List.of("promote"));
    args.addAll(world.codes());
    args.addAll(List.of("--from", "test-eu", "--to", to, "--format", "json"));
    return new Program(folder).run(args);
  }

  /// Each change that a plan must have then, as `code field from to`.
  private static Set<String> wanted(World world, DesiredState from, DesiredState before) {
    TreeSet<String> wanted = new TreeSet<>();
    for (String code : world.codes()) {
      DesiredCode entry = codes(from).get(code);
      DesiredCode there = codes(before).get(code);
      if (there == null) wanted.add("create " + code);
      for (Field field : Dialect.VERSIONED.fields()) {
        Optional<Value> value = entry.managed(field);
        if (value.isEmpty() || value.get() instanceof Value.Outcomes) continue;
        Value now = there == null ? null : live(there).value(field);
        if (!value.get().equals(now)) wanted.add(line(code, field, value.get()));
      }
    }
    return wanted;
  }

  private static String line(String code, Field field, Value to) {
    return "%s %s %s".formatted(code, field.name(), to);
  }

  /// As an organization has it in which the files were applied.
  private static LiveCode live(DesiredCode entry) {
    Map<Field, Value> values = new HashMap<>();
    for (Field field : Dialect.VERSIONED.fields()) {
      values.put(field, entry.managed(field).orElse(field.empty()));
    }
    String id = entry.id().map(pin -> pin.value()).orElse("live-" + entry.key());
    return new LiveCode(id, "1", entry.key(), values);
  }

  private static Set<String> planned(DesiredState before, DesiredState now) {
    Catalog catalog =
        new Catalog(
            before.codes().stream().map(PromoteTest::live).toList(),
            new Usage(List.of(), List.of()));
    Target target = new Target("versioned", "x", Optional.empty(), "https://x.example.com");
    Comparison comparison = Comparison.of(now, Optional.of(before), catalog);
    Checked<Plan> plan = Planner.plan(target, comparison, false);
    TreeSet<String> changes = new TreeSet<>();
    for (Change change : comparison.differences()) {
      boolean isNew = change instanceof Change.Create;
      assertThat(isNew || change instanceof Change.Update).isTrue();
      if (isNew) changes.add("create " + change.code());
      for (FieldChange field : change.fields()) {
        if (field.field().isKey()) continue;
        changes.add(line(change.code(), field.field(), field.to().orElseThrow()));
      }
    }
    if (plan instanceof Checked.Valid<Plan> valid) assertThat(valid.value().drift()).isEmpty();
    return changes;
  }

  @Test
  void a_plan_is_then_of_what_was_promoted_and_the_same_again_changes_nothing() {
    int changed = 0;
    for (long seed = 0; seed < Seeds.count(60, 600); seed++) {
      World world = World.of(seed);
      if (world.codes().isEmpty()) continue;
      write(world.files());
      Map<String, DesiredState> before = new HashMap<>();
      TARGETS.forEach(target -> before.put(target, state(target)));
      DesiredState from = state("test-eu");

      Program.Run run = promote(world, "wave=1");

      assertThat(run.exit()).as("seed %d %s\n%s", seed, world, run.err()).isEqualTo(ExitCode.OK);
      Map<String, String> after = read();
      for (String target : TARGETS) {
        assertThat(planned(before.get(target), state(target)))
            .as("seed %d, %s: %s\n%s", seed, target, world, after)
            .isEqualTo(wanted(world, from, before.get(target)));
      }
      for (String path : List.of("fleet.yaml", "shared.yaml", "o/test-eu.yaml")) {
        assertThat(after.get(path)).isEqualTo(world.files().get(path));
      }
      assertThat(comments(after.values())).isEqualTo(comments(world.files().values()));
      assertThat(ids(after.values())).isEqualTo(ids(world.files().values()));
      if (!after.equals(world.files())) changed++;
      promote(world, "wave=1");
      assertThat(read()).as("seed %d, again", seed).isEqualTo(after);
    }
    assertThat(changed).isGreaterThan(30);
  }

  private static long comments(Iterable<String> texts) {
    return String.join("\n", texts)
        .lines()
        .filter(line -> line.matches(".*# (as agreed|why|about it)"))
        .count();
  }

  private static List<String> ids(Iterable<String> texts) {
    return String.join("\n", texts)
        .lines()
        .flatMap(line -> Pattern.compile("id-\\w+|o1").matcher(line).results())
        .map(match -> match.group())
        .sorted()
        .toList();
  }

  @Test
  void a_run_that_was_cut_short_is_finished_by_the_next() {
    int states = 0;
    for (long seed = 0; seed < Seeds.count(30, 300); seed++) {
      World world = World.of(seed);
      if (world.codes().isEmpty()) continue;
      write(world.files());
      promote(world, "wave=1");
      Map<String, String> whole = read();
      List<String> changed =
          whole.keySet().stream()
              .filter(path -> !whole.get(path).equals(world.files().get(path)))
              .toList();
      for (int done = 1; done < changed.size(); done++) {
        Map<String, String> cut = new TreeMap<>(world.files());
        for (String path : changed.subList(0, done)) cut.put(path, whole.get(path));
        write(cut);

        promote(world, "wave=1");

        assertThat(read()).as("seed %d, %d of %s", seed, done, changed).isEqualTo(whole);
        states++;
      }
    }
    assertThat(states).isGreaterThan(15);
  }

  @Test
  void a_file_of_others_is_never_written_and_no_file_unless_all_can_be() {
    for (long seed = 0; seed < Seeds.count(30, 300); seed++) {
      World world = World.of(seed);
      if (world.codes().isEmpty()) continue;
      write(world.files());

      promote(world, "prod-eu");

      Map<String, String> after = read();
      for (String path : List.of("shared.yaml", "o/all.yaml", "o/prod-us.yaml")) {
        assertThat(after.get(path)).as("seed %d", seed).isEqualTo(world.files().get(path));
      }
      Map<String, String> refused = new TreeMap<>(world.files());
      refused.compute(
          "o/prod-us.yaml", (path, text) -> text.replace("codes:", "retired: [Z]\ncodes:"));
      refused.compute(
          "o/test-eu.yaml",
          (path, text) ->
              text.replaceFirst("codes:( \\{\\})?\n", "codes:\n  Z: {displayName: Z}\n"));
      write(refused);
      World more = new World(refused, List.of(world.codes().getFirst(), "Z"));
      assertThat(promote(more, "wave=1").exit()).isEqualTo(ExitCode.USAGE);
      assertThat(read()).as("seed %d", seed).isEqualTo(refused);
    }
  }
}
