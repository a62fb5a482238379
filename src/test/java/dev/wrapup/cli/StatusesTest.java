package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.model.Dialect;
import dev.wrapup.sandbox.CloudExample;
import dev.wrapup.sandbox.Example;
import dev.wrapup.sandbox.Fault;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/statuses.md` quotes is what the program prints. With `-Dgolden.update=true` the
/// quotes are written anew.
class StatusesTest {
  private static final Path PAGE = Path.of("docs/statuses.md");

  /// A quote, under a remark that says what it is of: an API, a request and what is answered.
  private static final Pattern QUOTE =
      Pattern.compile("(?ms)^<!-- (\\S+) (\\S+) (\\S+) -->\\n```text\\n(.*?)^```$");

  @TempDir Path folder;

  @Test
  void each_message_is_quoted_as_it_is_printed() throws IOException {
    String page = Files.readString(PAGE);
    List<String> quoted = new ArrayList<>();
    Matcher quote = QUOTE.matcher(page);

    String printed =
        quote.replaceAll(
            found -> {
              quoted.add("%s %s %s".formatted(found.group(1), found.group(2), found.group(3)));
              return Matcher.quoteReplacement(
                  "<!-- %s -->\n```text\n%s```"
                      .formatted(
                          quoted.getLast(),
                          printed(found.group(1), found.group(2), found.group(3))));
            });

    if (Boolean.getBoolean("golden.update")) Files.writeString(PAGE, printed);
    assertThat(Files.readString(PAGE)).isEqualTo(printed);
    assertThat(quoted).hasSizeGreaterThan(18).doesNotHaveDuplicates();
  }

  private String printed(String api, String request, String fault) {
    boolean isCloud = api.equals(Dialect.GENESYS_CLOUD.api());
    var organization = isCloud ? CloudExample.organization() : Example.organization();
    try (Sandbox sandbox = Sandbox.start(organization, Settings.DEFAULT)) {
      Program program = new Program(folder).at(sandbox).columns(200).with("WRAPUP_API", api);
      assertThat(program.run("export", "--out", "export.yaml").exit()).isEqualTo(ExitCode.OK);
      program.wrapupcodes(
          program
              .read("export.yaml")
              .replaceFirst("description: .*", "description: as it shall be"));
      boolean isRead = request.equals("read");
      String method = isRead ? "GET" : isCloud ? "PUT" : "PATCH";
      sandbox.inject(Fault.parse(fault + "@" + method));
      Program.Run run =
          isRead
              ? program.run("plan", "--timeout", "2s")
              : program.run("apply", "--yes", "--timeout", "1m");
      Files.delete(folder.resolve("export.yaml"));
      return told(run, sandbox);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a person reads of it, without what is different each time.
  private static String told(Program.Run run, Sandbox sandbox) {
    return (run.out() + run.err())
        .lines()
        .filter(line -> line.matches("(error|next): .*|  ✗ .*"))
        .map(line -> line.replace(sandbox.url().toString(), "https://us-east-1.mygen.com"))
        .map(line -> line.replaceAll("request sandbox-\\d+", "request 1f0c…"))
        .map(line -> line.replaceAll("(/routing)/(wrapupcodes|rules)\\S*", "$1/…"))
        .map(String::stripTrailing)
        .map(line -> line.replaceAll("\\b\\d+(\\.\\d)? (s|ms)\\b", "… $2"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
