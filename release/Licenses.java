import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What others ask to be passed on with their work: a list of the libraries, the texts of their
/// licenses, and their notices. Those of the Java inside are in its own folder `legal`.
final class Licenses {
  private static final JsonMapper JSON = new JsonMapper();

  /// Where a library's own description names no license by its identifier, or another than its
  /// files have; each was looked up at its project (read 2026-11-28).
  private static final Map<String, String> KNOWN = Map.of("re2j", "BSD-3-Clause");

  private Licenses() {}

  /// @param bom the list of components in CycloneDX's form
  /// @param libraries the folder of their jars
  /// @return files by their names
  static Tree of(Path bom, Path libraries) throws IOException {
    Tree tree = new Tree().add("LICENSE", Files.readString(Path.of("LICENSE")));
    StringBuilder list = new StringBuilder("What wrapup carries of others, and its licenses:\n\n");
    TreeSet<String> used = new TreeSet<>();
    List<JsonNode> components =
        JSON.readTree(bom.toFile())
            .path("components")
            .valueStream()
            .sorted(java.util.Comparator.comparing(part -> part.path("name").asString()))
            .toList();
    for (JsonNode component : components) {
      String name = component.path("name").asString();
      String license = KNOWN.getOrDefault(name, component.at("/licenses/0/license/id").asString());
      used.add(license);
      list.append("%s %s: %s\n".formatted(name, component.path("version").asString(), license));
    }
    tree.add("THIRD-PARTY", list.toString());
    for (String license : used) tree.add("licenses/" + license, text(license));
    addNotices(libraries, tree);
    return tree;
  }

  private static String text(String license) throws IOException {
    String name = "/resources/stdlicenses/" + license + ".json";
    try (InputStream resource = Licenses.class.getResourceAsStream(name)) {
      if (resource == null) throw new IllegalStateException("no text of the license " + license);
      return JSON.readTree(resource).path("licenseText").asString() + "\n";
    }
  }

  private static void addNotices(Path libraries, Tree tree) throws IOException {
    try (Stream<Path> jars = Files.list(libraries)) {
      for (Path library : jars.sorted().toList()) {
        try (JarFile jar = new JarFile(library.toFile())) {
          for (JarEntry entry : jar.stream().toList()) {
            String name = entry.getName();
            if (!name.matches("META-INF/[^/]*(NOTICE|LICENSE)[^/]*")) continue;
            String of = library.getFileName().toString().replaceFirst("\\.jar$", "");
            tree.add(
                "licenses/%s-%s".formatted(of, name.substring("META-INF/".length())),
                jar.getInputStream(entry).readAllBytes(),
                false);
          }
        }
      }
    }
  }
}
