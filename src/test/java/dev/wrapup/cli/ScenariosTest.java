package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.wrapup.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;

/// The commands as files under `scenarios` show them, for both dialects. `-Dgolden.update=true`
/// writes what comes of the commands into the files; the difference is reviewed like code.
class ScenariosTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicNode> what_a_scenario_says_is_what_happens() throws IOException {
    try (Stream<Path> files = Files.walk(SCENARIOS)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream().flatMap(this::tests);
    }
  }

  private Stream<DynamicNode> tests(Path file) {
    String name = SCENARIOS.relativize(file).toString().replace(".scenario", "");
    if (Boolean.getBoolean("golden.update"))
      return Stream.of(dynamicTest(name, () -> rewrite(file)));
    return Stream.of(Kind.values())
        .map(kind -> dynamicTest(name + " " + kind.dialect().api(), () -> hold(file, kind)));
  }

  private void hold(Path file, Kind kind) throws IOException, InterruptedException {
    Scenario scenario = Scenario.read(file, false);
    assumeTrue(scenario.kinds().contains(kind), scenario.only());
    String says = scenario.of(kind);
    String happens = scenario.with(played(scenario, kind)).of(kind);
    if (happens.equals(says)) return;
    List<String> lines = says.lines().toList();
    List<String> difference =
        UnifiedDiffUtils.generateUnifiedDiff(
            "said", "happens", lines, DiffUtils.diff(lines, happens.lines().toList()), 3);
    String told = String.join("\n", difference);
    throw new AssertionFailedError(
        "%n%s%nrewrite %s with: mvn -q test -Dtest=ScenariosTest -Dgolden.update=true"
            .formatted(told, file),
        says,
        happens);
  }

  private void rewrite(Path file) throws IOException, InterruptedException {
    Scenario scenario = Scenario.read(file, true);
    List<Kind> kinds = scenario.kinds();
    List<Scenario.Part> one = played(scenario, kinds.getFirst());
    List<Scenario.Part> other = kinds.size() == 1 ? one : played(scenario, kinds.getLast());
    Files.writeString(file, scenario.with(one, other).written());
  }

  private List<Scenario.Part> played(Scenario scenario, Kind kind)
      throws IOException, InterruptedException {
    try (ScenarioRun run = new ScenarioRun(kind, Files.createTempDirectory(folder, "run"))) {
      return run.play(scenario.parts());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "$ wrapup validate, what it ends with is missing from a command",
    "$ wrapup validate|stderr|    nothing, what it ends with is missing from a command",
    "file a.yaml|    format: 1, a command is missing",
    "'    format: 1', 3: no such part",
    "fiel a.yaml|    format: 1|$ wrapup validate|exit 0 OK, 3: no such part",
    "$ wrapup validate|stdout|exit 0 OK, 4: no such part",
  })
  void a_scenario_that_says_nothing_or_what_nobody_knows_is_wrong(String parts, String why)
      throws IOException {
    Path file = folder.resolve("a.scenario");
    Files.writeString(file, "A title\n\n" + parts.replace('|', '\n') + "\n");

    assertThatThrownBy(() -> Scenario.read(file, false)).hasMessageContaining(why);
  }
}
