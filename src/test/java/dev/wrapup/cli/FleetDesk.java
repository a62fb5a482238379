package dev.wrapup.cli;

import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A repository that holds the example of a fleet, its remote, and an organization for each of the
/// example's targets, each with a client of its own.
final class FleetDesk implements AutoCloseable {
  static final List<String> TARGETS = List.of("test", "production");
  private static final Path EXAMPLE = Path.of("examples/organizations");

  private final Map<String, Sandbox> sandboxes = new LinkedHashMap<>();
  private final Path home;
  private final Path clone;

  /// @param home an empty folder
  FleetDesk(Path home) throws IOException, InterruptedException {
    this.home = home;
    this.clone = home.resolve("clone");
    for (String target : TARGETS) {
      Settings login = Settings.DEFAULT.withLogin("client-of-" + target, secret(target));
      sandboxes.put(target, Sandbox.start(Organization.generated(3, 0), login));
    }
    Files.createDirectories(home.resolve("bin"));
    Repository.git(home, "init", "-q", "--bare", "-b", "main", "remote.git");
    Repository.git(home, "clone", "-q", "remote.git", "clone");
    Files.writeString(clone.resolve("README"), "Nothing is declared yet.\n");
    commit();
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = clone.resolve(EXAMPLE.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    commit();
    push("HEAD:refs/heads/main");
  }

  static String secret(String target) {
    return "the-secret-of-" + target;
  }

  Path home() {
    return home;
  }

  Path remote() {
    return home.resolve("remote.git");
  }

  Path tree() {
    return clone;
  }

  Sandbox sandbox(String target) {
    return sandboxes.get(target);
  }

  /// A program in `bin` that is a shell script.
  void program(String name, String script) throws IOException {
    Path file = Files.writeString(home.resolve("bin").resolve(name), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  void commit() throws IOException, InterruptedException {
    Repository.commit(clone);
  }

  void push(String ref) throws IOException, InterruptedException {
    Repository.git(clone, "push", "-q", "origin", ref);
  }

  /// Says that each target was applied when nothing was declared yet.
  void begin(String folder) throws IOException, InterruptedException {
    for (String target : TARGETS) push("HEAD~1:" + folder + target);
  }

  /// Changes a file, commits and pushes that.
  void change(String file, String from, String to, String ref)
      throws IOException, InterruptedException {
    Path path = clone.resolve(file);
    Files.writeString(path, Files.readString(path).replace(from, to));
    commit();
    push("HEAD:" + ref);
  }

  /// The commit of a ref of the remote; empty if there is none.
  String at(String ref) throws IOException, InterruptedException {
    return Repository.git(clone, "ls-remote", "origin", ref).replaceFirst("\\s.*", "");
  }

  /// Somebody edits a code by hand.
  void byHand(String target, String code) {
    Organization organization = sandbox(target).organization();
    Field name = organization.dialect().field("displayName").orElseThrow();
    organization.edit(code, old -> old.with(name, new Value.Text("By hand")));
  }

  List<String> codes(String target) {
    return sandbox(target).organization().codes().stream().map(LiveCode::code).toList();
  }

  int writes() {
    return sandboxes.values().stream().mapToInt(Sandbox::writes).sum();
  }

  @Override
  public void close() {
    sandboxes.values().forEach(Sandbox::close);
  }
}
