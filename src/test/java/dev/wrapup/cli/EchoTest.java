package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Seeds;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.model.Dialect;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server may repeat all that it was sent, wherever and however encoded: none of it that is
/// secret is shown or written. [Program] looks through all that a run prints and writes.
class EchoTest {
  private static final int ROUNDS = Seeds.count(200, 1000);
  private static final int CHANGES = 4;
  private static final List<String> COMMANDS =
      List.of(
          "plan --out p.json",
          "plan --format html",
          "plan --format json",
          "plan --format markdown",
          "plan --format github",
          "drift --format json",
          "drift",
          "export",
          "export --out e.yaml",
          "doctor",
          "doctor --format json",
          "refs Refund",
          "adopt --all --format json",
          "apply --yes --parallelism 1",
          "apply --yes --parallelism 1 --format json",
          "apply --yes --parallelism 1 --format json --max-retries 0",
          "webhook replay --format json",
          "github comment --plan plan.json --body plan.md",
          "github drift-issue --drift drift.json --body plan.md --format json",
          "gitlab note --plan plan.json --body plan.md");

  private static final int[] SIGNS = "aB3+/=%&\"'\\\\<>:;?#@ é€😀~$`{}|.".codePoints().toArray();

  @TempDir Path folder;

  @Test
  void no_secret_that_a_server_repeats_is_told() throws IOException {
    Map<ExitCode, Integer> exits = new EnumMap<>(ExitCode.class);
    try (Sandbox versioned = start(Example.organization());
        Sandbox cloud = start(CloudExample.organization())) {
      prepare(versioned, "versioned.yaml");
      prepare(cloud, "genesys-cloud.yaml");
      for (int round = 0; round < ROUNDS; round++) {
        Sandbox sandbox = round % 2 == 0 ? versioned : cloud;
        try (EchoServer echo = new EchoServer(round, sandbox)) {
          run(round, echo, sandbox.organization().dialect(), exits);
        }
      }
    }
    assertThat(exits)
        .containsKeys(ExitCode.OK, ExitCode.ERROR, ExitCode.NOT_APPLIED, ExitCode.NOT_WHOLE)
        .containsKeys(ExitCode.WEBHOOK);
  }

  private static Sandbox start(Organization organization) {
    return Sandbox.start(organization);
  }

  private Program program(Dialect dialect, String url) {
    return new Program(folder)
        .with("WRAPUP_API", dialect.api())
        .with("GENESYS_BASE_URL", url)
        .with("WFM_WEBHOOK_SECRET", "whsec_d2VicGVjcmV0LW9uZQ==")
        .with("WFM_WEBHOOK_URL", url + "/events/in?key=url-s3cr3t")
        .with("WRAPUP_JOURNAL_KEY", "journal+key")
        .with("GITHUB_TOKEN", "ghs_123456/abcdef")
        .with("GITHUB_API_URL", url)
        .with("GITHUB_REPOSITORY", "octo-org/codes")
        .with("GITHUB_REF", "refs/pull/17/merge")
        .with("GITLAB_TOKEN", "glpat+123456/abcdef")
        .with("CI_API_V4_URL", url + "/api/v4")
        .with("CI_PROJECT_ID", "5")
        .with("CI_MERGE_REQUEST_IID", "9");
  }

  /// Of signs that are written otherwise somewhere, and long enough to be found again.
  private static String secret(Random random, int least) {
    StringBuilder secret = new StringBuilder("k");
    for (int i = least + random.nextInt(20); i > 0; i--) {
      secret.appendCodePoint(SIGNS[random.nextInt(SIGNS.length)]);
    }
    return secret.append("Z").toString();
  }

  private void prepare(Sandbox sandbox, String name) {
    Program program = program(sandbox.organization().dialect(), sandbox.url().toString());
    assertThat(program.run("export", "--out", name).exit()).isEqualTo(ExitCode.OK);
    program.run("plan", "-f", name, "--out", "plan.json");
    program.run("drift", "-f", name, "--out", "drift.json");
    program.file("plan.md", "### a plan\n");
  }

  private void run(int round, EchoServer echo, Dialect dialect, Map<ExitCode, Integer> exits)
      throws IOException {
    Random random = new Random(round);
    String key = secret(random, 4).replaceAll("[^\\x21-\\x7e]|[\"\\\\<>`{}|#%&@?]", "k");
    String events = "/events/in?key=" + key;
    String address = echo.url() + events;
    boolean isOption = random.nextBoolean();
    Program program =
        program(dialect, echo.url())
            .with("WFM_WEBHOOK_URL", address)
            .with("GENESYS_CLIENT_SECRET", secret(random, 6));
    String file = dialect.api() + ".yaml";
    String changed = program.read(file);
    for (int i = 0; i < CHANGES; i++) {
      changed = changed.replaceFirst("description: (?!round).*", "description: round " + round);
    }
    program.file("changed.yaml", changed);
    String command = COMMANDS.get(random.nextInt(COMMANDS.size()));
    List<String> args = new ArrayList<>(List.of(command.split(" ")));
    boolean takesFiles =
        Stream.of("plan", "drift", "adopt", "apply").anyMatch(args.getFirst()::equals);
    if (takesFiles) args.addAll(List.of("-f", "changed.yaml"));
    if (random.nextBoolean()) args.add("--verbose");
    boolean tells = args.getFirst().equals("apply") || args.getFirst().equals("webhook");
    if (tells) echo.knows(events); // when they are sent is up to chance
    if (isOption && tells) {
      program.without("WFM_WEBHOOK_URL");
      args.addAll(List.of("--webhook-url", address));
    }

    Program.Run run = program.run(args.toArray(String[]::new));

    exits.merge(run.exit(), 1, Integer::sum);
    assertThat(run.err()).as(args.toString()).doesNotContain("made a mistake");
    if (!args.getFirst().equals("apply")) return;
    List<Path> journals = new ArrayList<>(new Program(folder).journals());
    journals.sort(Comparator.comparingLong(path -> path.toFile().lastModified()));
    for (Path journal : journals) {
      echo.forget();
      if (!isOption) echo.knows(events);
      String format = List.of("html", "markdown", "json").get(random.nextInt(3));
      program.run("audit", "report", journal.toString(), "--format", format);
      program.run("audit", "resume", journal.toString());
      if (random.nextBoolean()) Files.delete(journal);
    }
  }
}
