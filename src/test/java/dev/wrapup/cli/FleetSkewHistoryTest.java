package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Merges, applies and edits by hand in any order: each cell of the skew is what a model of its own
/// says.
class FleetSkewHistoryTest {
  private static final int STEPS = 8;

  /// States that came up in any history.
  private static final Set<String> STATES = new TreeSet<>();

  @TempDir Path folder;

  private static LongStream seeds() {
    return LongStream.range(0, Seeds.count(30, 1000));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void each_cell_is_what_the_model_says(long seed) throws Exception {
    try (SkewHistory history = new SkewHistory(folder, seed)) {
      for (int i = 0; i < STEPS; i++) history.step();
      history.leave();

      Program.Run run = history.skew();

      assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
      assertThat(cells(run.json())).isEqualTo(history.expected());
      run.json().at("/rows").forEach(row -> STATES.add(row.at("/state").asString()));
    }
  }

  @AfterAll
  static void every_state_came_up() {
    assertThat(STATES).hasSize(7);
  }

  /// A line a cell, sorted; equal rows are one row.
  private static List<String> cells(JsonNode skew) {
    List<String> cells = new ArrayList<>();
    Set<String> rows = new TreeSet<>();
    for (JsonNode row : skew.at("/rows")) {
      List<String> told = new ArrayList<>();
      for (String key : List.of("code", "state", "field", "declared", "live", "commit")) {
        told.add(row.at("/" + key).isNull() ? "null" : row.at("/" + key).asString());
      }
      assertThat(rows.add(told.toString())).as("no row twice: %s", told).isTrue();
      row.at("/targets")
          .forEach(target -> cells.add(target.asString() + " | " + String.join(" | ", told)));
    }
    return cells.stream().sorted().toList();
  }
}
