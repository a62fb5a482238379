package dev.wrapup.cli;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.process.Session;
import dev.wrapup.process.StandardOutput;
import dev.wrapup.process.StatusLine;
import dev.wrapup.process.Workspace;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The run from which the launcher records the AOT cache: what a user's runs load and repeat is
/// seen here once, against embedded organizations, a small and a large one, and what is told of a
/// file with many errors. Writes only into the folder that it is given.
final class Training {
  private static final int CODES = 1000;

  private final Path folder;

  private Training(Path folder) {
    this.folder = folder;
  }

  /// @param args the folder, which holds a `wrapupcodes.yaml` for the example organization
  public static void main(String[] args) throws IOException {
    Training training = new Training(Path.of(args[0]));
    Main.main(new String[] {"--version"});
    training.small();
    training.large();
    System.exit(0);
  }

  private void small() {
    run(Map.of(), "validate");
    run(Map.of(), "plan", "--sandbox");
    run(Map.of(), "plan", "--sandbox", "--color", "always", "--format", "json");
  }

  private void large() throws IOException {
    try (Sandbox sandbox = Sandbox.start(Organization.generated(CODES, CODES))) {
      Map<String, String> environment =
          Map.of(
              "GENESYS_BASE_URL", sandbox.url().toString(),
              "GENESYS_CLIENT_ID", "training",
              "GENESYS_CLIENT_SECRET", "training");
      run(environment, "export", "--out", "large.yaml");
      Path large = folder.resolve("large.yaml");
      run(environment, "plan", "-f", "large.yaml");
      String export = Files.readString(large);
      planCreates(export);
      validateWrong(export);
      export = export.replace("undeclared: report", "maxUpdates: 1000");
      Files.writeString(large, export.replace("Outcome number 1", "Outcome 1"));
      run(environment, "drift", "-f", "large.yaml");
      run(environment, "plan", "-f", "large.yaml");
      apply(sandbox, environment, "text");
      // the journals of a folder are what the next run looks at first
      Files.writeString(large, export.replace("Outcome number 2", "Outcome 2"));
      apply(sandbox, environment, "json");
    }
  }

  /// A plan of creates, as a pull request shows it. There are so many that it is refused.
  private void planCreates(String export) throws IOException {
    Files.writeString(folder.resolve("creates.yaml"), export.replaceAll("(?m)^ +id: .*\\R", ""));
    run(Map.of(), "plan", "-f", "creates.yaml", "--sandbox");
    run(Map.of(), "plan", "-f", "creates.yaml", "--sandbox", "--format", "markdown");
  }

  /// Reads a file with more wrong in it than is shown.
  private void validateWrong(String export) throws IOException {
    Files.writeString(folder.resolve("wrong.yaml"), export.replace("displayName:", "name:"));
    run(Map.of(), "validate", "-f", "wrong.yaml");
  }

  private void apply(Sandbox sandbox, Map<String, String> environment, String format) {
    // the server knows no such path, which is as good a receiver as any
    run(
        environment,
        "apply",
        "-f",
        "large.yaml",
        "--yes",
        "--format",
        format,
        "--audit-dir",
        folder.resolve("audit").toString(),
        "--webhook-url",
        sandbox.url() + "/events");
  }

  private void run(Map<String, String> environment, String... args) {
    Session.Terminal terminal = new Session.Terminal(false, false, false, 100);
    Map<String, String> variables = new HashMap<>(environment);
    Optional.ofNullable(System.getenv("SOURCE_DATE_EPOCH"))
        .ifPresent(epoch -> variables.put("SOURCE_DATE_EPOCH", epoch));
    ExitCode ignored =
        InterruptibleRun.run(
            new Session(
                Workspace.of(folder, variables),
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new StatusLine(OutputStream.nullOutputStream(), terminal, StatusLine.Pace.NEVER),
                terminal,
                "wrapup"),
            new StandardOutput(),
            args);
  }
}
