package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.completion.Completion;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.platform.genesyscloud.GenesysCloud;
import dev.wrapup.report.json.OutputSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The page of reference names what the program has: all of it, and nothing else. What it has is
/// read from its sources, in which a word of that shape that is something else is named below.
class ReferenceTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/wrapup");

  private static final Pattern CODES =
      Pattern.compile(
          "\"([a-z]+(?:-[a-z0-9]+)+)\""
              + "|(?:\\b(?:[Ff]inding|findings|Stop)\\.(?:error|warning|usage)|usage"
              + "|BrokenFileException|Refusal|refuse)\\(\\s*(?:(?:path|folder),)?\\s*\"([a-z]+)\",\\s");

  /// Commands of git, kinds of referrers, records of a journal, headers and the like.
  private static final List<String> NO_CODES =
      List.of(
          ("already-applied auto-approve cat-file detailed-exitcode diff-tree digital-rule-set"
                  + " double-quoted dry-run for-each-ref inin-ratelimit-allowed inin-ratelimit-count"
                  + " inin-ratelimit-reset last-word ls-files ls-tree merge-base no-color not-begun"
                  + " not-sent outbound-mapping outbound-rule-set retention-policy rev-list rev-parse"
                  + " routing-rule run-finished run-started time-limit update-ref webhook-accepted"
                  + " webhook-failed webhook-id webhook-signature webhook-timestamp whatever-it-is"
                  + " windows-1252 wrapup-drift")
              .split(" "));

  private static final Pattern VARIABLES =
      Pattern.compile(
          "\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\""
              + "|(?:variable|get|getOrDefault|containsKey)\\(\"([A-Z]+)\"");

  private static final Pattern OF_THE_LAUNCHER = Pattern.compile("\\$\\{([A-Z_]+)");

  /// A part of the page, from its heading to the next one of that rank.
  private static String part(String heading) throws IOException {
    String page = Files.readString(Path.of("docs/reference.md"));
    return page.split("(?m)^## " + heading + "$", -1)[1].split("(?m)^## ", -1)[0];
  }

  /// What the first cells of its rows name.
  private static List<String> named(String part) {
    return part.lines()
        .filter(line -> line.startsWith("| `"))
        .flatMap(
            row ->
                Pattern.compile("`([^`]+)`")
                    .matcher(row.split(" \\| ", -1)[0])
                    .results()
                    .map(name -> name.group(1)))
        .toList();
  }

  private static Set<String> found(Path root, Pattern pattern, Predicate<Path> which)
      throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).filter(which).toList()) {
        pattern
            .matcher(Files.readString(file))
            .results()
            .forEach(
                one -> {
                  for (int group = 1; group <= one.groupCount(); group++) {
                    if (one.group(group) != null) found.add(one.group(group));
                  }
                });
      }
    }
    return found;
  }

  private static boolean isOfProgram(Path file) {
    return !file.startsWith(SOURCES.resolve("sandbox"));
  }

  @Test
  void every_variable_and_no_other_is_named() throws IOException {
    Set<String> read =
        found(
            SOURCES,
            VARIABLES,
            file -> isOfProgram(file) && !file.endsWith("GitProcess.java")); // what git reads
    read.addAll(found(Path.of("release/wrapup.sh"), OF_THE_LAUNCHER, file -> true));

    assertThat(named(part("Variables"))).containsExactlyInAnyOrderElementsOf(read);
  }

  @Test
  void every_document_is_named_as_its_schema_tells_it() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (String name : OutputSchema.NAMES) {
      JsonNode schema = new JsonMapper().readTree(OutputSchema.named(name).orElseThrow());
      rows.append(
          "| `%s` | `wrapup schema %s` | %s |\n"
              .formatted(
                  schema.at("/properties/format/const").asString(),
                  name,
                  schema.at("/title").asString()));
    }

    assertThat(part("JSON documents")).contains("|---|---|---|\n" + rows + "\n");
  }

  @Test
  void every_code_and_no_other_is_named_with_what_to_do() throws IOException {
    Predicate<Path> mayHaveCodes =
        file -> isOfProgram(file) && !file.startsWith(SOURCES.resolve("report")); // which has ids
    Set<String> codes = found(SOURCES, CODES, mayHaveCodes);
    codes.removeAll(NO_CODES);
    codes.removeAll(GenesysCloud.regions());
    codes.removeAll(Dialect.ALL.stream().map(Dialect::api).toList());
    Completion.withParts(Invocation.everything())
        .forEach(command -> codes.remove(command.getCommandName()));
    codes.addAll(List.of("usage", "unused")); // a command too; one that lint alone gives
    Stream.of(HttpFailure.Kind.values()).map(HttpFailure.Kind::word).forEach(codes::add);
    Stream.of(Warning.Kind.values()).map(Warning.Kind::word).forEach(codes::add);
    Policy.ALLOW.words().forEach(word -> codes.add("allow-" + word.word()));

    String part = part("Codes");

    assertThat(named(part)).containsExactlyInAnyOrderElementsOf(codes);
    assertThat(part.lines().filter(line -> line.startsWith("| `")))
        .allMatch(row -> row.matches("\\| `[a-z0-9-]+` \\| [^|]+ \\| [^|]+ \\|"));
    assertThat(found(SOURCES, CODES, file -> true)).containsAll(NO_CODES);
  }

  private static List<String> words(String page) throws IOException {
    return Files.readAllLines(Path.of(page)).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| word"))
        .flatMap(row -> Stream.of(row.substring(2).split(" \\| ", -1)[0].split(", ", -1)))
        .toList();
  }

  @Test
  void no_word_of_the_glossary_is_told_twice() throws IOException {
    List<String> words = words("docs/glossary.md");

    assertThat(words).doesNotHaveDuplicates().contains("plan", "base", "drift", "lock");
    assertThat(words("CONTRIBUTING.md")).contains("intent").doesNotContainAnyElementsOf(words);
  }
}
