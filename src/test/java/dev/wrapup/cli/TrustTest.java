package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
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
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "san=dns:another.example | true  | for another host name | the certificate is for",
        "san=dns:another.example | false | not of anybody        | --ca-file",
        "san=ip:127.0.0.1        | false | not of anybody        | --ca-file"
      })
  void what_is_wrong_with_a_certificate_has_its_own_remedy(
      String name, boolean isTrusted, String words, String remedy) throws Exception {
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=x", "-ext", name);
    keytool("-exportcert", "-rfc", "-file ca.pem");
    WireMockServer server =
        new WireMockServer(
            WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(folder.resolve("keys.p12").toString())
                .keystoreType("PKCS12")
                .keystorePassword("changeit")
                .keyManagerPassword("changeit"));
    server.start();
    try {
      Program program =
          new Program(folder).with("GENESYS_BASE_URL", "https://127.0.0.1:" + server.httpsPort());
      String[] command =
          isTrusted ? new String[] {"export", "--ca-file", "ca.pem"} : new String[] {"export"};

      Program.Run run = program.run(command);

      assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
      assertThat(run.err()).contains(words).doesNotContain("<U+");
      String next = run.err().lines().filter(line -> line.startsWith("next: ")).findFirst().get();
      assertThat(next).contains(remedy);
      assertThat(next.contains("--ca-file")).as(next).isEqualTo(!isTrusted);
    } finally {
      server.stop();
    }
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    for (String argument : arguments) command.addAll(List.of(argument.split(" ")));
    command.addAll(List.of("-keystore", "keys.p12", "-storepass", "changeit", "-alias", "it"));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
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
            .file("cut.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n");
    for (String file : List.of("empty.pem", "comment.pem", "cut.pem", "missing.pem")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of("--ca-file", file));

      Program.Run run = program.run(words.toArray(String[]::new));

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.USAGE);
      assertThat(run.out() + run.err()).contains(file, "--ca-file").doesNotContain("null");
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
