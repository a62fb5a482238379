package dev.wrapup.app;

import dev.wrapup.files.DesiredFiles;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Checked;
import dev.wrapup.model.source.FileErrors;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.process.StatePath;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WholeFile;
import dev.wrapup.process.Workspace;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.OrganizationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The embedded organization: the example that comes with the program, until `sandboxData` makes it
/// another; then its state is kept in `.wrapup`, a file for each dialect.
public final class Embedded {
  private Embedded() {}

  static Sandbox start(Dialect dialect, Optional<String> data, Workspace workspace) {
    return Sandbox.start(organization(dialect, data, workspace));
  }

  /// @throws Stop if a link leads to it, or it is in another repository
  private static Path state(Dialect dialect, Workspace workspace) {
    boolean isDefault = dialect.equals(Dialect.ALL.getFirst());
    Path file =
        workspace.path(".wrapup/sandbox%s.json".formatted(isDefault ? "" : "-" + dialect.api()));
    return new StatePath(
            file,
            "remove it, or run in another folder: the sandbox keeps its state there",
            workspace)
        .ofNoLink();
  }

  private static Organization organization(
      Dialect dialect, Optional<String> file, Workspace workspace) {
    Path state = state(dialect, workspace);
    Optional<Organization> data = data(dialect, file, workspace);
    data.ifPresent(organization -> keep(organization, workspace));
    return data.orElseGet(() -> Files.exists(state) ? read(state) : Example.organization(dialect));
  }

  /// The organization of a file, if one is given.
  public static Optional<Organization> data(
      Dialect dialect, Optional<String> data, Workspace workspace) {
    if (data.isEmpty()) return Optional.empty();
    Organization organization = read(workspace.path(data.get()));
    if (organization.dialect().equals(dialect)) return Optional.of(organization);
    throw Stop.usage(
        "%s is of the api '%s'".formatted(data.get(), organization.dialect().api()),
        "give `api` " + organization.dialect().api());
  }

  /// Keeps an organization's state for the next run.
  static void keep(Organization organization, Workspace workspace) {
    Path state = state(organization.dialect(), workspace);
    try {
      Path folder = state.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
        Path ignore = folder.resolve(".gitignore");
        boolean isThere = Files.exists(ignore, LinkOption.NOFOLLOW_LINKS);
        if (!isThere) Files.writeString(ignore, "*\n", StandardOpenOption.CREATE_NEW);
      }
      byte[] bytes = OrganizationFile.bytes(organization);
      WholeFile.put(state, out -> out.write(bytes), Optional.empty());
    } catch (IOException e) {
      throw Stop.error(
          "sandbox-state",
          "can't keep the sandbox's state in %s: %s".formatted(state, FileErrors.describe(e)),
          "run it in a folder that may be written");
    }
  }

  /// An organization as the sandbox writes it, or a desired-state file, such as an export.
  static Organization read(Path path) {
    if (!Files.isRegularFile(path)) {
      String what =
          Files.exists(path) ? "%s is a folder, a pipe or a device" : "there is no file %s";
      throw Stop.usage(what.formatted(path), "check the name given by `sandboxData`");
    }
    if (DesiredFiles.read(Path.of(""), List.of(path.toString()), LocalDate.MIN)
        instanceof Checked.Valid<DesiredState> export) {
      return ofExport(export.value());
    }
    try {
      return OrganizationFile.read(path);
    } catch (IllegalArgumentException e) {
      throw Stop.usage(
          "%s is neither an organization nor a desired-state file: %s"
              .formatted(path, e.getMessage()),
          "give `sandboxData` an export, or a file with 'codes' and 'rules'; to begin anew, remove"
              + " .wrapup/sandbox*.json");
    }
  }

  private static Organization ofExport(DesiredState export) {
    List<LiveCode> codes = new ArrayList<>();
    for (DesiredCode code : export.codes()) {
      Map<Field, Value> values = new HashMap<>();
      for (Field field : export.dialect().fields()) {
        code.initial(field).ifPresent(value -> values.put(field, value));
      }
      String id = code.id().map(Sourced::value).orElse("sandbox-" + code.key());
      codes.add(new LiveCode(id, "1", code.key(), values));
    }
    return Organization.of(export.dialect(), codes);
  }
}
