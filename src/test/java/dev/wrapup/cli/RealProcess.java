package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The program as a process of its own, which can be killed.
final class RealProcess {
  private RealProcess() {}

  /// Starts it with the variables of a client that may do anything.
  ///
  /// @param prefix a command in front of it; empty for none
  static Process start(
      Path folder, Map<String, String> environment, List<String> prefix, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("GENESYS_CLIENT_ID", "the-client");
    builder.environment().put("GENESYS_CLIENT_SECRET", Program.SECRET);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /// All that it prints, once it has ended.
  static String output(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(out + err).doesNotContain(Program.SECRET);
    return out + err;
  }
}
