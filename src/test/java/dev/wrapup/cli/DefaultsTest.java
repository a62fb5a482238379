package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.app.ApplyOptions;
import dev.wrapup.app.Journals;
import dev.wrapup.app.TargetApi;
import dev.wrapup.app.fleet.FleetInputs;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/// The documented defaults are the real ones: the page's, the help's and the program's.
class DefaultsTest {
  private static final Path PAGE = Path.of("docs/reference.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(--[\\w-]+)` \\| `?([^|`]+?)`?(?:; [^|]*)? \\|");
  private static final Pattern DEFAULT = Pattern.compile("Default: (\\S+)$");

  /// The rows of the page whose key is an option.
  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) rows.put(row.group(1), row.group(2));
    return rows;
  }

  @Test
  void of_the_options_as_every_commands_help_tells_them() throws IOException {
    for (Map.Entry<String, String> row : rows().entrySet()) {
      List<OptionSpec> options =
          Commands.all().stream()
              .map(command -> command.spec().findOption(row.getKey()))
              .filter(option -> option != null)
              // a fleet's file is another
              .filter(option -> !option.description()[0].endsWith(": " + FleetInputs.DEFAULT_FILE))
              .toList();
      assertThat(options).as(row.getKey()).isNotEmpty();
      // a server of one's own has other settings of the same name
      assertThat(options)
          .filteredOn(option -> option.description()[0].contains("Default: "))
          .as(row.getKey())
          .isNotEmpty()
          .allSatisfy(
              option ->
                  assertThat(option.description()[0])
                      .containsPattern(DEFAULT)
                      .endsWith(": " + row.getValue()));
    }
  }

  @Test
  void of_the_options_as_the_program_has_them() throws Exception {
    Map<String, String> rows = rows();

    assertThat(rows).containsEntry("--file", Options.DEFAULT_FILE);
    assertThat(rows).containsEntry("--audit-dir", Journals.FOLDER);
    assertThat(rows)
        .containsEntry("--environment", constant(TargetApi.class, "DEFAULT_ENVIRONMENT"));
    assertThat(rows)
        .containsEntry("--parallelism", String.valueOf(ApplyOptions.DEFAULT.parallelism()));
    assertThat(rows).containsEntry("--max-retries", String.valueOf(ApplyOptions.DEFAULT.retries()));
    assertThat(rows)
        .containsEntry(
            "--timeout",
            Duration.parse(constant(Context.class, "DEFAULT_TIMEOUT")).toSeconds() + "s");
  }

  private static String constant(Class<?> owner, String name) throws ReflectiveOperationException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return String.valueOf(field.get(null));
  }
}
