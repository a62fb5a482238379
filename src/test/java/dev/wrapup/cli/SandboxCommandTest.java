package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.organization.CloudExample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The embedded organization as a server of its own, with the data that a user has. A server that
/// was started where an option should have been refused never ends by itself.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SandboxCommandTest {
  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Process::destroyForcibly);
  }

  /// @return where it listens
  private String serve(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName(), "sandbox"));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    started.add(process);
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  @Test
  void it_serves_an_export_and_shows_nothing_of_a_hidden_division() throws IOException {
    Program program = new Program(folder).with("WRAPUP_API", "genesys-cloud");
    program.run("export", "--sandbox", "--out", "data.yaml");
    String sales = "division: " + CloudExample.divisionId("Sales");
    assertThat(program.read("data.yaml")).contains("Refund:", "Order placed:");

    String data = folder.resolve("data.yaml").toString();
    String all = serve("--api", "genesys-cloud", "--sandbox-data", data);
    String whole = program.with("GENESYS_BASE_URL", all).run("export").out();
    String some = serve("--api", "genesys-cloud", "--hide", "Sales");
    Program.Run part = program.with("GENESYS_BASE_URL", some).run("export");

    assertThat(whole).contains("Refund:", "Order placed:", "Callback:");
    assertThat(part.out()).contains("Refund:").doesNotContain("Order placed:", sales);
    assertThat(part.err()).contains("not all codes");
  }

  @ParameterizedTest
  @CsvSource({
    "--hide Sales, give --api genesys-cloud",
    "--api genesys-cloud --hide Nowhere, Home",
    "--sandbox-data nothing.yaml, check the name",
    "--sandbox-data data.yaml --codes 5, give one of them",
    "--sandbox-data data.yaml --api genesys-cloud, give --api versioned",
  })
  void what_does_not_fit_is_told(String line, String next) {
    Program program = new Program(folder).file("data.yaml", "format: 1\ncodes: {}\n");

    Program.Run run = program.run(("sandbox " + line).split(" "));

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).containsPattern("(?m)^next: .*" + next);
  }
}
