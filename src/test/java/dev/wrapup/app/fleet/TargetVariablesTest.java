package dev.wrapup.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.process.Stop;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What one target sees of the variables of a process.
class TargetVariablesTest {
  private static final SourceFile FILE = new SourceFile("fleet.yaml", new byte[0]);

  private static final List<String> CREDENTIALS =
      List.of(
          "GENESYS_CLIENT_ID",
          "GENESYS_CLIENT_SECRET",
          "GENESYSCLOUD_OAUTHCLIENT_ID",
          "GENESYSCLOUD_OAUTHCLIENT_SECRET",
          "GENESYSCLOUD_ACCESS_TOKEN");

  private static final List<String> ADDRESS =
      List.of("GENESYS_BASE_URL", "GENESYS_ENV", "GENESYSCLOUD_REGION");

  private static final List<String> OTHERS =
      List.of("WRAPUP_API", "WFM_WEBHOOK_URL", "WFM_WEBHOOK_SECRET", "WRAPUP_JOURNAL_KEY");

  private static final List<String> NAMES =
      List.of("a", "b", "a-b", "b-a", "a1", "prod-eu", "prod");

  private static FleetTarget target(String name) {
    return new FleetTarget(
        sourced(name),
        List.of(sourced("codes.yaml")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Map.of());
  }

  private static Sourced<String> sourced(String text) {
    return new Sourced<>(text, SourcePosition.whole(FILE));
  }

  @Test
  void no_two_names_share_a_variable() {
    Set<String> variables = new HashSet<>();
    String letters = "ab1-";
    int names = 0;
    for (int i = 0; i < 1 << 14; i++) {
      StringBuilder name = new StringBuilder();
      for (int rest = i; rest > 0; rest >>= 2) name.append(letters.charAt(rest & 3));
      if (!name.toString().matches("[a-z0-9]+(-[a-z0-9]+)*")) continue;
      names++;
      variables.add(target(name.toString()).variable("X"));
    }

    assertThat(variables).hasSize(names);
  }

  /// In whatever way variables are set for whichever targets.
  @Test
  void a_target_sees_nothing_of_another_and_never_half_of_a_level() {
    Random random = new Random(42);
    int seen = 0;
    for (int i = 0; i < 10_000; i++) {
      Map<String, String> process = new HashMap<>(Map.of("PATH", "/bin"));
      for (List<String> some : List.of(CREDENTIALS, ADDRESS, OTHERS)) {
        for (String variable : some) {
          if (random.nextInt(3) == 0) process.put(variable, "plain " + variable);
          for (String name : NAMES) {
            if (random.nextInt(4) > 0) continue;
            process.put(target(name).variable(variable), "%s %s".formatted(name, variable));
          }
        }
      }
      String name = NAMES.get(random.nextInt(NAMES.size()));
      boolean isAlone = random.nextBoolean();
      Map<String, String> view;
      try {
        view = TargetVariables.of(process, target(name), isAlone);
      } catch (Stop stop) {
        assertThat(stop.code()).isEqualTo("no-address");
        continue;
      }
      seen++;
      for (Map.Entry<String, String> variable : view.entrySet()) {
        String value = variable.getValue();
        if (variable.getKey().equals("PATH")) continue;
        boolean isKey = variable.getKey().equals("WRAPUP_JOURNAL_KEY");
        assertThat(variable.getKey()).doesNotContain("__");
        assertThat(value).endsWith(" " + variable.getKey());
        if (isAlone || isKey) assertThat(value).matches("(plain|%s) .*".formatted(name));
        else assertThat(value).startsWith(name + " ");
      }
      holdOneLevel(view, CREDENTIALS);
      holdOneLevel(view, ADDRESS);
      holdOneLevel(view, List.of("WFM_WEBHOOK_URL", "WFM_WEBHOOK_SECRET"));
    }
    assertThat(seen).isGreaterThan(3_000);
  }

  private static void holdOneLevel(Map<String, String> view, List<String> names) {
    Set<String> levels = new HashSet<>();
    for (String name : names) {
      if (view.containsKey(name)) levels.add(view.get(name).split(" ", -1)[0]);
    }
    assertThat(levels).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void where_it_is_reached_has_to_be_said_for_it() {
    Map<String, String> plain = Map.of("GENESYS_ENV", "us-east-1", "WRAPUP_API", "versioned");

    assertThatThrownBy(() -> TargetVariables.of(plain, target("a"), false))
        .isInstanceOf(Stop.class)
        .hasMessageContaining("GENESYS_BASE_URL__A")
        .hasMessageContaining("GENESYS_ENV__A with WRAPUP_API__A");
    assertThat(TargetVariables.of(plain, target("a"), true)).containsAllEntriesOf(plain);
    assertThatThrownBy(
            () -> TargetVariables.of(Map.of("GENESYS_ENV__A", "us-east-1"), target("a"), false))
        .isInstanceOf(Stop.class);
  }
}
