package dev.wrapup.app;

import dev.wrapup.files.spec.FileSchema;
import dev.wrapup.files.write.ExportWriter;
import dev.wrapup.files.yaml.Scalars;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Target;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.process.Content;
import dev.wrapup.process.Git;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WholeFile;
import dev.wrapup.process.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that a repository needs to keep an organization's codes: the file, its schema, and the
/// workflows, filled in. Only reads from the organization.
///
/// @param target whose codes they are
/// @param forge where the workflows run
/// @param files that belong together, in their order
/// @param written those of them that were not there yet
/// @param export as the file has it
/// @param isInRepository whether they are in one of Git, as far as git tells
public record Init(
    Target target,
    Forge forge,
    List<String> files,
    List<String> written,
    Export export,
    boolean isInRepository) {
  /// The file with the codes.
  public static final String FILE = "wrapupcodes.yaml";

  public Init {
    files = List.copyOf(files);
    written = List.copyOf(written);
  }

  /// A file of `examples/`, which lies beside this class too.
  ///
  /// @param file that it becomes
  private record Workflow(String resource, String file) {
    static Workflow github(String name) {
      return new Workflow(
          "github-%s.yml".formatted(name), ".github/workflows/%s.yml".formatted(name));
    }

    String text() {
      try (InputStream in = Init.class.getResourceAsStream(resource)) {
        if (in == null) throw new IllegalStateException(resource + " is missing");
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// Where the workflows run.
  public enum Forge {
    GITHUB(
        AppliedRef.FOLDER,
        Workflow.github("plan"),
        Workflow.github("apply"),
        Workflow.github("drift"),
        Workflow.github("adopt")),
    GITLAB("refs/heads/wrapup/", new Workflow("gitlab-ci.yml", ".gitlab-ci.yml")),
    NONE(AppliedRef.FOLDER);

    private final String refs;

    @SuppressWarnings("ImmutableEnumChecker") // it is; nobody says so where it is declared
    private final List<Workflow> workflows;

    Forge(String refs, Workflow... workflows) {
      this.refs = refs;
      this.workflows = List.of(workflows);
    }
  }

  /// What tells git, once the files are committed, that the organization is as they say.
  public ShellCommand update() {
    return ShellCommand.of("git", "update-ref", AppliedRef.FOLDER + target.environment(), "HEAD");
  }

  /// What tells it the remote, where the workflows look.
  public ShellCommand push() {
    return ShellCommand.of("git", "push", "origin", "HEAD:" + forge.refs + target.environment());
  }

  /// Writes.
  ///
  /// @param only the codes that the file is to declare
  /// @param deadline when the organization has to be read
  /// @throws Stop if something is there already that would be overwritten; then nothing is written
  public static Init write(
      RunOptions options, Forge forge, Selection only, Workspace workspace, Deadline deadline) {
    try (Connection connection = Connection.open(options, workspace, deadline)) {
      Map<String, String> files = new LinkedHashMap<>();
      files.put(ExportWriter.SCHEMA, FileSchema.json());
      for (Workflow workflow : forge.workflows) {
        files.put(workflow.file(), filled(workflow, connection.target(), options));
      }
      files.put(FILE, ""); // the last: it names the schema
      List<String> ignored = missing(files, workspace);
      Catalog catalog = only.of(Export.catalog(connection));
      Export export = Export.of(connection, catalog, only, true, true);
      files.put(FILE, export.yaml());
      List<String> missing = missing(files, workspace);
      for (String name : missing) {
        WholeFile.create(workspace.path(name), Content.of(files.getOrDefault(name, "")));
      }
      return new Init(
          connection.target(),
          forge,
          List.copyOf(files.keySet()),
          missing,
          export,
          isInRepository(workspace));
    }
  }

  private static boolean isInRepository(Workspace workspace) {
    try {
      return Git.at(workspace.directory(), workspace).top().isPresent();
    } catch (Stop e) {
      return true;
    }
  }

  /// A workflow with the target in place of the example's.
  private static String filled(Workflow workflow, Target target, RunOptions options) {
    String text = workflow.text();
    String scalar = Scalars.of(target.environment(), true);
    boolean isElsewhere = options.reach().baseUrl().isPresent() && !options.reach().sandbox();
    String address = isElsewhere ? "  GENESYS_BASE_URL: \"%s\"\n".formatted(target.baseUrl()) : "";
    String filled =
        text.replace(
                "  GENESYS_ENV: us-east-1\n", "  GENESYS_ENV: %s\n%s".formatted(scalar, address))
            .replace("      environment: us-east-1\n", "      environment: %s\n".formatted(scalar))
            .replace("us-east-1", target.environment())
            .replace("WRAPUP_API: versioned", "WRAPUP_API: " + target.api())
            .replace("      api: versioned\n", "      api: %s\n".formatted(target.api()));
    boolean isComponent = !text.contains("WRAPUP_API");
    return isElsewhere && isComponent ? filled + "variables:\n" + address : filled;
  }

  /// Which files are not there yet. One that is there as it would be written stays.
  private static List<String> missing(Map<String, String> files, Workspace workspace) {
    List<String> missing = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = workspace.path(file.getKey());
      if (isFree(path, workspace.directory())) missing.add(file.getKey());
      else if (!isSame(path, file.getValue())) others.add(file.getKey());
    }
    if (others.isEmpty()) return missing;
    throw Stop.usage(
        "is-there",
        "this is there already, and stays as it is: %s. Nothing was written."
            .formatted(String.join(", ", others)),
        "move it away, or begin in another folder; `forge` none leaves the workflows out");
  }

  /// Whether neither it is there nor anything that keeps it from being so. A link that stands for a
  /// folder does: it may lead out of the repository.
  private static boolean isFree(Path path, Path top) {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) return false;
    for (Path above = path.getParent();
        above != null && !above.equals(top);
        above = above.getParent()) {
      boolean isFolder = Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS);
      if (Files.exists(above, LinkOption.NOFOLLOW_LINKS) && !isFolder) return false;
    }
    return true;
  }

  private static boolean isSame(Path path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          && Files.size(path) == bytes.length
          && Arrays.equals(Files.readAllBytes(path), bytes);
    } catch (IOException e) {
      return false;
    }
  }
}
