package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Call;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Example;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "302, '302 redirect that is not followed'",
    "405, 405 method not allowed",
    "413, 413 content too large",
    "422, 422 unprocessable content",
    "451, 451 unavailable for legal reasons",
    "501, 501 not implemented",
    "418, 418"
  })
  void a_status_without_a_reason_is_told_in_words(int status, String words) {
    try (Sandbox sandbox = Sandbox.start(Example.organization());
        TamperingProxy proxy = TamperingProxy.before(sandbox.url());
        Receiver receiver = Receiver.start()) {
      Program program =
          new Program(folder)
              .at(sandbox)
              .columns(200)
              .with("GENESYS_BASE_URL", proxy.url().toString())
              .with("WFM_WEBHOOK_URL", receiver.url());
      program.wrapupcodes("format: 1\ncodes:\n  NEW: {displayName: New, routingType: manual}\n");
      receiver.answers(event -> status);
      Program.Run told = program.run("apply", "--yes");
      program.wrapupcodes("format: 1\ncodes:\n  NEW: {displayName: Newer}\n");
      proxy.sends(call -> call.isWrite() ? new Call("GET", call.path(), "") : call);
      proxy.answers(
          (call, reply) ->
              call.isWrite() ? new Reply(status, "<html>No</html>").bytes() : reply.bytes());
      Program.Run written = program.run("apply", "--yes", "--max-retries", "0");
      proxy.answers((call, reply) -> new Reply(status, "").bytes());
      Program.Run token = program.run("plan", "--timeout", "3s");

      assertThat(told.out().replace('\n', ' ')).contains(" answered " + words + ")");
      assertThat(written.out()).containsPattern(": " + words + "\\s+wrapupcodes.yaml:3:3");
      assertThat(token.err()).contains("answered the token request with " + words + "\n");
    }
  }

  private String printed(String api, String request, String fault) {
    boolean isCloud = api.equals(Dialect.GENESYS_CLOUD.api());
    var organization = isCloud ? CloudExample.organization() : Example.organization();
    try (Sandbox sandbox = Sandbox.start(organization)) {
      Program program = new Program(folder).at(sandbox).columns(200).with("WRAPUP_API", api);
      assertThat(program.run("export", "--out", "export.yaml").exit()).isEqualTo(ExitCode.OK);
      program.wrapupcodes(
          program
              .read("export.yaml")
              .replaceFirst("description: .*", "description: as it shall be"));
      boolean isRead = request.equals("read");
      String method = isRead ? "GET" : isCloud ? "PUT" : "PATCH";
      sandbox.inject(Fault.parse(fault + "@" + method));
      Program.Run run;
      do { // once more where the time was over while another answer was waited for
        run =
            isRead
                ? program.run("plan", "--timeout", "2s")
                : program.run("apply", "--yes", "--timeout", "1m");
      } while (run.err().contains("the time is over before"));
      Files.delete(folder.resolve("export.yaml"));
      return told(run, sandbox);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a person reads of it, without what is different each time.
  private static String told(Program.Run run, Sandbox sandbox) {
    return (run.out() + run.err())
        .replaceAll("\n {12,}(?=\\S)", " ") // what was wrapped
        .lines()
        .filter(line -> line.matches("(error|next): .*|  ✗ .*"))
        .map(line -> line.replace(sandbox.url().toString(), "https://us-east-1.mygen.com"))
        .map(line -> line.replaceAll("request sandbox-\\d+", "request 1f0c…"))
        .map(line -> line.replace(" --timeout 2s", "").replace(" --timeout 1m", ""))
        .map(line -> line.replaceAll("(/routing)/(wrapupcodes|rules)\\S*", "$1/…"))
        .map(String::stripTrailing)
        .map(line -> line.replaceAll(" +(\\S+\\.yaml:\\d+:\\d+).*", "   $1"))
        .map(line -> line.replaceAll("\\b\\d+(\\.\\d)? (s|ms)\\b", "… $2"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
