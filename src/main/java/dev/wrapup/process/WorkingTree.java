package dev.wrapup.process;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The files that are checked out, by the paths that commits know them by.
public final class WorkingTree {
  private final Path top;
  private final Workspace workspace;
  private final Set<Path> own = new HashSet<>();

  /// @param top where its paths begin
  public WorkingTree(Path top, Workspace workspace) {
    this.top = top;
    this.workspace = workspace;
  }

  public Path top() {
    return top;
  }

  /// The path from the top of what a user named, with `/`; empty for the top itself.
  ///
  /// @param name of a file or folder that is there
  /// @throws Stop if it is no part of this tree
  public String path(String name) {
    Path real = real(workspace.path(name));
    Optional<Stop> obstacle = obstacle(name, real);
    if (obstacle.isPresent()) throw obstacle.get();
    return path(real);
  }

  /// The same; empty if it is no part of this tree.
  public Optional<String> find(String name) {
    Path real = real(workspace.path(name));
    return obstacle(name, real).isEmpty() ? Optional.of(path(real)) : Optional.empty();
  }

  private Optional<Stop> obstacle(String name, Path real) {
    if (!real.startsWith(top)) {
      return Optional.of(
          Stop.usage(
              "%s is outside of the repository %s".formatted(name, top),
              "run it in the repository that holds the files, or give the base by `base`"));
    }
    for (Path path = real; path != null && !path.equals(top); path = path.getParent()) {
      if (own.contains(path)) break;
      if (!Files.exists(path.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        own.add(path);
        continue;
      }
      return Optional.of(
          Stop.usage(
              "%s is of another repository, at %s".formatted(name, path),
              "run it there, by a ref of its own, or give the base by `base`"));
    }
    return Optional.empty();
  }

  /// The path from the top of one that has no links in it.
  String path(Path real) {
    return StreamSupport.stream(top.relativize(real).spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  /// A path without links in it, as far as it is there.
  public static Path real(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    Path parent = whole.getParent();
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return parent == null ? whole : real(parent).resolve(whole.getFileName());
    }
  }

  /// How a user would name a path from the top.
  public String name(String path) {
    String inside = path(real(workspace.path(""))) + "/";
    String up = "";
    while (inside.length() > 1 && !path.startsWith(inside)) {
      inside = inside.substring(0, inside.lastIndexOf('/', inside.length() - 2) + 1);
      up += "../";
    }
    return up + (inside.length() > 1 ? path.substring(inside.length()) : path);
  }

  /// Whether something is there.
  public boolean has(String path) {
    return Files.exists(at(path), LinkOption.NOFOLLOW_LINKS);
  }

  /// Git knows names that the locale's encoding, in which Java reads them, has no letters for; a
  /// URI gives their bytes.
  private Path at(String path) {
    try {
      return top.resolve(path);
    } catch (InvalidPathException e) {
      StringBuilder bytes = new StringBuilder();
      for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
        if (b == '/') bytes.append('/');
        else bytes.append('%').append(HexFormat.of().toHexDigits(b));
      }
      return Path.of(URI.create(top.toUri().toString() + bytes));
    }
  }
}
