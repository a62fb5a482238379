package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a reviewer must know stands in the first screen, among three hundred harmless changes. The
/// dangers stand in `dangers.txt`, each with what of it has to be told.
class FirstScreenTest {
  private static final int LINES = 25;
  private static final int CHARACTERS = 2_000;

  @TempDir Path folder;

  private static Stream<Arguments> dangers() throws IOException {
    return Stream.of(Files.readString(Path.of("src/test/resources/dangers.txt")).split("\n\n"))
        .flatMap(
            danger ->
                Stream.of("versioned", "genesys-cloud")
                    .filter(api -> !danger.contains("  only ") || danger.contains("  only " + api))
                    .map(
                        api ->
                            Arguments.of(danger.lines().findFirst().orElseThrow(), api, danger)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("dangers")
  void a_danger_stands_in_the_first_screen(String name, String api, String danger) {
    Planted planted = new Planted(api, danger);
    Program program =
        new Program(folder)
            .file("live.yaml", planted.organization())
            .file("base.yaml", planted.file("base", ""))
            .wrapupcodes(planted.file("file", planted.retired));

    String wide = program.columns(120).run(planted.command()).out();
    String narrow = program.columns(80).run(planted.command()).out();
    String markdown = program.run(planted.command(), "--format", "markdown").out();

    for (String word : planted.told) {
      assertThat(firstLines(wide)).contains(word);
      assertThat(firstLines(narrow)).contains(word);
      assertThat(unmarked(markdown.substring(0, CHARACTERS))).contains(word);
    }
  }

  /// In one line, since a word may be wrapped.
  private static String firstLines(String text) {
    return text.lines().limit(LINES).collect(Collectors.joining(" ")).replaceAll("\\s+", " ");
  }

  private static String unmarked(String markdown) {
    return markdown.replaceAll("[`*]", "");
  }

  /// What is live, what the files were, and what they are, each code with its fields as YAML.
  private static final class Planted {
    private static final String POLICY =
        "maxUpdates: 900, maxDeletes: 900, allow: [create, update, delete, delete-referenced]";

    final boolean isVersioned;
    final String api;
    final Map<String, Map<String, String>> codes = new HashMap<>();
    final Map<String, String> policies = new HashMap<>(Map.of("base", POLICY, "file", POLICY));
    final List<String> rules = new ArrayList<>();
    final List<String> options = new ArrayList<>();
    List<String> told = List.of();
    String retired = "";

    Planted(String api, String danger) {
      this.api = api;
      this.isVersioned = api.equals("versioned");
      List.of("live", "base", "file").forEach(where -> codes.put(where, new LinkedHashMap<>()));
      harmless();
      danger.lines().skip(1).map(String::strip).forEach(this::plant);
    }

    /// Half of them are one edit, some are told by threes, the others each by itself.
    private void harmless() {
      for (int i = 0; i < 300; i++) {
        String text =
            i < 150 ? "Note" : i < 210 ? "Note of sort " + i / 3 : "Note with much more of " + i;
        code("code", "HARMLESS_%03d".formatted(i), "description: Text of " + i);
        code("file", "HARMLESS_%03d".formatted(i), "description: %s of %d".formatted(text, i));
      }
    }

    private void code(String where, String code, String fields) {
      List<String> places = where.equals("code") ? List.of("live", "base", "file") : List.of(where);
      places.forEach(place -> codes.get(place).put(code, fields));
    }

    private void plant(String line) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "only" -> {}
        case "told" -> told = List.of(words[1].split("; "));
        case "rule" -> rules.add(words[1]);
        case "retired" -> retired = words[1];
        case "option" -> options.add(words[1]);
        case "policy" -> List.of("base", "file").forEach(where -> policy(where, words[1]));
        default -> {
          if (words[1].startsWith("policy ")) policy(words[0], words[1].substring(7));
          else if (!words[0].matches("\\d+")) planted(line);
          else {
            IntStream.range(0, Integer.parseInt(words[0]))
                .forEach(i -> planted(words[1].replace("#", Integer.toString(i))));
          }
        }
      }
    }

    private void planted(String line) {
      String[] parts = line.split(" |: ", 3);
      code(parts[0], parts[1], parts[2]);
    }

    private void policy(String where, String change) {
      String before = change.startsWith("+ ") ? policies.get(where) + ", " : "";
      policies.put(where, before + change.substring(2));
    }

    List<String> command() {
      List<String> command =
          new ArrayList<>(
              List.of("plan", "--sandbox", "--sandbox-data", "live.yaml", "--api", api));
      if (!options.contains("--no-base")) command.addAll(List.of("--base", "base.yaml"));
      command.addAll(options);
      return command;
    }

    String organization() {
      String kind = isVersioned ? "routing-rule" : "queue";
      return "api: %s\ndivisions: [{id: home, name: Home}, {id: sales, name: Sales}]\n"
              .formatted(api)
          + "rules: [%s]\n"
              .formatted(
                  rules.stream()
                      .map(rule -> "{kind: %s, name: Night desk, %s}".formatted(kind, rule))
                      .collect(Collectors.joining(", ")))
          + "codes:\n"
          + lines(
              "live",
              "  - {id: 'id-%1$s', " + (isVersioned ? "code" : "name") + ": '%1$s', %2$s}\n");
    }

    String file(String where, String retired) {
      return "format: 1\napi: %s\npolicy: {%s}\nretired: [%s]\ndefaults: {%s}\ncodes:\n"
              .formatted(
                  api,
                  policies.get(where),
                  retired,
                  isVersioned ? "routingType: manual" : "division: Home")
          + lines(where, "  '%s': {%s}\n");
    }

    private String lines(String where, String line) {
      return codes.get(where).entrySet().stream()
          .map(code -> line.formatted(code.getKey(), whole(where, code.getKey(), code.getValue())))
          .collect(Collectors.joining());
    }

    /// With what a code can't do without.
    private String whole(String where, String code, String fields) {
      boolean isLive = codes.get("live").containsKey(code);
      if (!isVersioned || (isLive && !where.equals("live"))) return fields;
      String name = fields.contains("displayName") ? "" : ", displayName: Called " + code;
      return fields + name + (fields.contains("routingType") ? "" : ", routingType: manual");
    }
  }
}
