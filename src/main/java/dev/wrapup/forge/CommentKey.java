package dev.wrapup.forge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The target and folder that a comment or an issue is about: there is one of each per key.
///
/// @param target the organization, as api, environment, id and address
/// @param name of the target, for users
/// @param folder where its files are, from the repository's root; empty for the root itself
public record CommentKey(String target, String name, String folder) {
  /// The key of a JSON report.
  ///
  /// @param inRepository the folder, from the repository's root, that the files' paths begin at
  /// @throws IllegalArgumentException with a message for users
  static CommentKey of(JsonNode document, Path inRepository) {
    JsonNode target = document.path("target");
    List<String> parts = new ArrayList<>();
    for (String part : List.of("api", "environment", "organization", "baseUrl")) {
      JsonNode value = target.path(part);
      boolean isNone = value.isNull() && part.equals("organization");
      if (!value.isString() && !isNone) {
        throw new IllegalArgumentException("its target has no '%s'".formatted(part));
      }
      // no part holds a comma that isn't encoded
      parts.add(value.asString("").replace("%", "%25").replace(",", "%2C"));
    }
    return new CommentKey(
        String.join(",", parts),
        target.path("environment").asString(""),
        folder(document.path("files"), inRepository));
  }

  /// The common ancestor of the folders of all files.
  private static String folder(JsonNode files, Path inRepository) {
    Optional<Path> common = Optional.empty();
    for (JsonNode file : files) {
      if (!file.path("path").isString()) throw new IllegalArgumentException("a file has no path");
      Path path = inRepository.resolve(file.path("path").asString("")).normalize();
      Path folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
      common = Optional.of(common.map(known -> shared(known, folder)).orElse(folder));
    }
    return common.orElse(inRepository).toString().replace('\\', '/');
  }

  private static Path shared(Path one, Path other) {
    Path shared = one;
    while (!shared.toString().isEmpty() && !other.startsWith(shared)) {
      shared = Optional.ofNullable(shared.getParent()).orElse(Path.of(""));
    }
    return shared;
  }
}
