package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.TlsFront;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is wrong with a server's certificate, or with those that one trusts, is told with what
/// mends it.
class TrustTest {
  private static final URI NOBODY = URI.create("http://127.0.0.1:9");

  @TempDir static Path authority;
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dns:another.example                              | true  | for another host name | the certificate is for",
        "dns:another.example                              | false | not of anybody | --ca-file",
        "ip:127.0.0.1,dns:localhost                       | false | not of anybody | --ca-file",
        "ip:127.0.0.1,dns:localhost -startdate -9d -validity 5 | true | has expired | renew the server's",
        "ip:127.0.0.1,dns:localhost -startdate +2d        | true  | not valid yet | set this machine's clock",
      })
  void what_is_wrong_with_a_certificate_has_its_own_remedy(
      String options, boolean isTrusted, String words, String remedy) {
    Path keys = TlsFront.certificate(authority, "-ext san=" + options);
    try (TlsFront server = TlsFront.before(NOBODY, keys)) {
      // a name may have an address at which nobody listens
      for (String host : List.of("127.0.0.1", "localhost")) {
        for (String api : List.of("versioned", "genesys-cloud")) {
          Program program =
              new Program(folder)
                  .with("GENESYS_BASE_URL", "https://%s:%d".formatted(host, server.port()));
          List<String> command = new ArrayList<>(List.of("export", "--api", api));
          if (isTrusted) command.addAll(List.of("--ca-file", authority + "/ca.pem"));

          Program.Run run = program.run(command.toArray(String[]::new));

          assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
          assertThat(run.err()).contains(words).doesNotContain("<U+");
          String next =
              run.err().lines().filter(line -> line.startsWith("next: ")).findFirst().get();
          assertThat(next).contains(remedy);
          String advice = next.replace(" --ca-file " + authority + "/ca.pem", "");
          assertThat(advice.contains("--ca-file")).as(next).isEqualTo(!isTrusted);
        }
      }
    }
  }

  @Test
  void a_certificate_whose_issuer_is_trusted_is_taken() {
    Path keys = TlsFront.certificate(authority, "-ext san=dns:localhost");
    try (Sandbox sandbox = Sandbox.start(Example.organization());
        TlsFront server = TlsFront.before(sandbox.url(), keys)) {
      Program program =
          new Program(folder).with("GENESYS_BASE_URL", "https://localhost:" + server.port());

      Program.Run run = program.run("export", "--ca-file", authority + "/ca.pem");

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void a_receiver_and_github_with_a_wrong_certificate_are_told_in_the_same_words() {
    Path keys =
        TlsFront.certificate(authority, "-ext san=dns:localhost -startdate -9d -validity 5");
    try (Sandbox sandbox = Sandbox.start(Example.organization());
        TlsFront server = TlsFront.before(NOBODY, keys)) {
      String url = "https://localhost:" + server.port();
      Program program =
          new Program(folder)
              .at(sandbox)
              .with("WFM_WEBHOOK_URL", url + "/events")
              .with("GITHUB_API_URL", url)
              .with("GITHUB_TOKEN", "ghs_123456")
              .with("GITHUB_REPOSITORY", "octo-org/codes")
              .with("GITHUB_REF", "refs/pull/17/merge")
              .file("plan.md", "### a plan\n");
      program.run("export", "--out", "wrapupcodes.yaml");
      program.run("plan", "--out", "plan.json");
      program.wrapupcodes(
          program.read("wrapupcodes.yaml").replaceFirst("description: .*", "description: x"));

      Program.Run event =
          program.run("apply", "--yes", "--ca-file", authority + "/ca.pem", "--timeout", "20s");
      Program.Run comment =
          program.run(
              "github",
              "comment",
              "--plan",
              "plan.json",
              "--body",
              "plan.md",
              "--ca-file",
              authority + "/ca.pem");

      assertThat(event.exit()).as(event.err()).isEqualTo(ExitCode.WEBHOOK);
      assertThat(event.out() + event.err()).contains("the certificate has expired");
      assertThat(comment.exit()).isEqualTo(ExitCode.ERROR);
      assertThat(comment.err()).contains("the certificate has expired", "renew the server's");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export --base-url https://127.0.0.1:9",
        "export --base-url http://127.0.0.1:9",
        "doctor --api genesys-cloud --base-url https://127.0.0.1:9",
        "apply --sandbox --yes --webhook-url https://127.0.0.1:9/",
        "webhook replay --webhook-url https://127.0.0.1:9/"
      })
  void a_file_of_certificates_that_has_none_is_an_error(String command) {
    Program program =
        new Program(folder)
            .wrapupcodes("format: 1\ncodes: {}\n")
            .file("empty.pem", "")
            .file("comment.pem", "# none yet\n\n")
            .file("cut.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n")
            .file("huge.pem", "#\n".repeat(5_000_000));
    for (String file : List.of("empty.pem", "comment.pem", "cut.pem", "missing.pem", "huge.pem")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of("--ca-file", file));

      Program.Run run = program.run(words.toArray(String[]::new));

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.USAGE);
      assertThat(run.out() + run.err()).contains(file, "--ca-file").doesNotContain("null");
      String size = "huge.pem is larger than 8 MiB";
      assertThat((run.out() + run.err()).contains(size)).isEqualTo(file.equals("huge.pem"));
    }
  }

  @Test
  void an_unusable_proxy_is_told_by_every_command_that_would_use_it() {
    Program program =
        new Program(folder)
            .wrapupcodes("format: 1\ncodes: {}\n")
            .with("GENESYS_BASE_URL", "https://api.example.com")
            .with("HTTPS_PROXY", "socks5://me:hunter2@proxy.example:1080");
    for (String command : List.of("plan", "doctor", "export --api genesys-cloud")) {
      Program.Run run = program.run(command.split(" "));

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.USAGE);
      assertThat(run.out() + run.err()).contains("HTTPS_PROXY", "socks5://");
      assertThat(run.out() + run.err()).doesNotContain("hunter2");
    }
  }
}
