package dev.wrapup.forge;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The predefined environment variables of a CI job, any of which may be missing or empty.
public record CiVariables(Map<String, String> all) {
  /// A variable that is set and not blank.
  public Optional<String> text(String name) {
    return Optional.ofNullable(all.get(name)).filter(value -> !value.isBlank());
  }

  /// The address of an API.
  ///
  /// @param usual where the variable isn't set
  /// @throws IllegalArgumentException if it is none, with a message for users
  public Job.Address address(String name, String usual) {
    try {
      URI api = URI.create(text(name).orElse(usual));
      boolean isAddress =
          api.getHost() != null && api.getRawQuery() == null && api.getRawFragment() == null;
      if (isAddress && api.getUserInfo() == null) {
        return new Job.Address(
            URI.create(api.getScheme() + "://" + api.getRawAuthority()),
            api.getRawPath().replaceFirst("/+$", ""));
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new IllegalArgumentException(name + " is not an address such as " + usual);
  }

  /// The working directory, relative to the root of the repository.
  ///
  /// @param root the variable that names the root
  /// @param directory the working directory, absolute
  public Path inRepository(String root, Path directory) {
    Path here = directory.normalize();
    return text(root)
        .map(name -> Path.of(name).toAbsolutePath().normalize())
        .filter(here::startsWith)
        .map(top -> top.relativize(here))
        .orElse(Path.of(""));
  }
}
