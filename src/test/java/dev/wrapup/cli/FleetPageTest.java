package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page on fleets, typed in the repository of its example.
class FleetPageTest {
  @Test
  void what_the_page_says_is_typed(@TempDir Path home) throws Exception {
    try (FleetDesk desk = new FleetDesk(home)) {
      Map<String, String> variables = new HashMap<>();
      for (String target : FleetDesk.TARGETS) {
        String suffix = "__" + target.toUpperCase(Locale.ROOT);
        variables.put("GENESYS_BASE_URL" + suffix, desk.sandbox(target).url().toString());
        variables.put("GENESYS_CLIENT_ID" + suffix, "client-of-" + target);
        variables.put("GENESYS_CLIENT_SECRET" + suffix, FleetDesk.secret(target));
      }
      List<String> lines =
          Pages.lines("fleet").stream()
              .map(line -> line.replace(" -f examples/organizations/fleet.yaml", ""))
              .toList();

      List<String> told =
          Keyboard.in(home, desk.tree(), Program.command(), variables).type(lines, Map.of());

      assertThat(told).hasSize(5);
      assertThat(told.getFirst()).contains("test", "production", "COMPLAINT");
      assertThat(desk.codes("test")).contains("COMPLAINT");
      assertThat(desk.codes("production")).doesNotContain("COMPLAINT");
      assertThat(told.get(3)).contains("? COMPLAINT", "= Same: 1 code", "production");
      assertThat(told.getLast()).isEqualTo("test\nproduction\n");
    }
  }
}
