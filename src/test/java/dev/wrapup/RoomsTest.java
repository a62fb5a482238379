package dev.wrapup;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wrapup.model.Dialect;
import dev.wrapup.platform.CatalogWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may use whom. The table here is the one of ARCHITECTURE.md.
class RoomsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.wrapup");

  /// @param rooms that it may use beside itself
  /// @param libraries packages of others beside the JDK's that it may use
  record Room(String name, List<String> rooms, List<String> libraries) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String JACKSON = "tools.jackson";

  static List<Room> rooms() {
    return List.of(
        new Room("model", List.of(), List.of("com.google.re2j")),
        new Room("plan", List.of("model"), List.of()),
        new Room("files", List.of("model"), List.of("org.snakeyaml.engine", JACKSON)),
        new Room(
            "http",
            List.of(),
            List.of("okhttp3", "okio", "com.standardwebhooks", JACKSON + ".core")),
        new Room("platform", List.of("model", "http"), List.of(JACKSON)),
        new Room("journal", List.of("model", "plan", "http"), List.of(JACKSON)),
        new Room("apply", List.of("model", "plan", "http", "platform", "journal"), List.of()),
        new Room(
            "report",
            List.of("model", "plan", "journal"),
            List.of("com.github.difflib", "gg.jte", JACKSON)),
        new Room("report.audit", List.of("model", "plan", "journal", "report"), List.of()),
        new Room("report.fleet", List.of("model", "plan", "journal", "report"), List.of()),
        new Room("report.doc", List.of("model", "plan"), List.of("com.github.difflib")),
        new Room("report.format", List.of("model", "plan", "report.doc"), List.of("gg.jte")),
        new Room(
            "report.json", List.of("model", "plan", "journal", "report.doc"), List.of(JACKSON)),
        new Room("forge", List.of("http", "report"), List.of(JACKSON)),
        new Room("github", List.of("http", "report", "forge"), List.of(JACKSON)),
        new Room("gitlab", List.of("http", "report", "forge"), List.of(JACKSON)),
        new Room("sandbox", List.of("model"), List.of("com.sun.net.httpserver", JACKSON)),
        new Room("sandbox.organization", List.of("model", "sandbox.http"), List.of(JACKSON)),
        new Room("sandbox.http", List.of("model"), List.of("com.sun.net.httpserver", JACKSON)),
        new Room(
            "sheet",
            List.of("model"),
            List.of("de.siegmar.fastcsv", "org.dhatim.fastexcel", "org.jsoup")),
        new Room("process", List.of("model", "files", "http", "report"), List.of()),
        new Room(
            "app",
            List.of(
                "model",
                "plan",
                "files",
                "http",
                "platform",
                "journal",
                "apply",
                "report",
                "sandbox",
                "sheet",
                "process"),
            List.of()),
        new Room(
            "cli",
            List.of(
                "model",
                "plan",
                "files",
                "http",
                "platform",
                "journal",
                "apply",
                "report",
                "forge",
                "github",
                "gitlab",
                "sandbox",
                "sheet",
                "process",
                "app"),
            List.of("picocli")));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void uses_only_what_the_table_allows(Room room) {
    noClasses()
        .that()
        .resideInAPackage("dev.wrapup." + room.name() + "..")
        .should()
        .dependOnClassesThat(describe("are not among its own", target -> !isAllowed(room, target)))
        .check(CLASSES);
  }

  private static boolean isAllowed(Room room, JavaClass target) {
    String name = target.getBaseComponentType().getPackageName();
    if (target.getBaseComponentType().isPrimitive()) return true;
    boolean isOfTheJdk =
        name.startsWith("java.")
            || name.startsWith("javax.")
            || name.equals("org.jspecify.annotations");
    return isOfTheJdk
        || isIn(name, "dev.wrapup." + room.name())
        || room.rooms().stream().anyMatch(other -> isIn(name, "dev.wrapup." + other))
        || room.libraries().stream().anyMatch(library -> isIn(name, library));
  }

  private static boolean isIn(String name, String parent) {
    return name.equals(parent) || name.startsWith(parent + ".");
  }

  /// What lies below a room is a room too; what both need lies below them.
  @Test
  void no_arrow_between_packages_runs_back() {
    slices().matching("dev.wrapup.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void no_package_has_more_than_25_files_of_300_lines_and_each_is_on_the_page() throws IOException {
    Path root = Path.of("src/main/java/dev/wrapup");
    String page = Files.readString(Path.of("ARCHITECTURE.md"));
    try (var folders = Files.walk(root)) {
      for (Path folder : folders.filter(Files::isDirectory).filter(f -> !f.equals(root)).toList()) {
        String name = root.relativize(folder).toString().replace('/', '.');
        assertThat(page).containsAnyOf("`" + name + "`", "`" + folder.getFileName() + "`");
        try (var files = Files.list(folder).filter(Files::isRegularFile)) {
          assertThat(files)
              .as(name)
              .hasSizeLessThanOrEqualTo(25)
              .allSatisfy(f -> assertThat(Files.readAllLines(f)).hasSizeLessThanOrEqualTo(300));
        }
      }
    }
  }

  /// What others build on, in `app`, aside. Tests count as users: some put parts together anew.
  @Test
  void each_public_type_is_used_from_outside_its_package() {
    Set<String> used = new TreeSet<>();
    for (JavaClass user : new ClassFileImporter().importPackages("dev.wrapup")) {
      for (Dependency use : user.getDirectDependenciesFromSelf()) {
        JavaClass target = use.getTargetClass().getBaseComponentType();
        boolean isOutside = !target.getPackageName().equals(user.getPackageName());
        if (isOutside) used.add(target.getName().replaceFirst("[$].*", ""));
      }
    }

    assertThat(CLASSES)
        .filteredOn(type -> type.isTopLevelClass())
        .filteredOn(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .filteredOn(type -> !isIn(type.getPackageName(), "dev.wrapup.app"))
        .filteredOn(type -> !type.getSimpleName().matches("Main|Jte.*Generated"))
        .extracting(JavaClass::getName)
        .isSubsetOf(used);
  }

  @Test
  void only_apply_can_write() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.wrapup.apply..", "dev.wrapup.platform..")
        .and()
        .doNotHaveSimpleName("Connection")
        .and()
        .doNotHaveSimpleName("Applied")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(CatalogWriter.class)
        .check(CLASSES);
  }

  @Test
  void nobody_who_plans_writes_or_reports_asks_which_dialect_it_is() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.wrapup.plan..",
            "dev.wrapup.apply..",
            "dev.wrapup.journal..",
            "dev.wrapup.report..",
            "dev.wrapup.files..")
        .should()
        .accessField(Dialect.class, "VERSIONED")
        .orShould()
        .accessField(Dialect.class, "GENESYS_CLOUD")
        .check(CLASSES);
  }

  /// What a dialect is called, or calls its own fields, is for the dialect and its API to know.
  @ParameterizedTest
  @ValueSource(strings = {"plan", "apply", "files", "report", "sheet"})
  void and_nobody_of_them_knows_one_by_its_name(String room) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Dialect dialect : Dialect.ALL) {
      names.add(dialect.api());
      dialect.scope().ifPresent(scope -> names.addAll(List.of(scope.key(), scope.field().name())));
    }

    try (var files = Files.walk(Path.of("src/main/java/dev/wrapup", room))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String source = Files.readString(file);
        assertThat(names)
            .as(file.toString())
            .noneMatch(name -> source.contains("\"" + name + "\""));
      }
    }
  }

  @Test
  void every_room_is_in_the_table_and_says_what_it_is() throws IOException {
    Set<String> rooms = new TreeSet<>();
    try (var folders = Files.list(Path.of("src/main/java/dev/wrapup"))) {
      for (Path folder : folders.toList()) {
        rooms.add(folder.getFileName().toString());
      }
    }

    List<String> table = rooms().stream().map(Room::name).toList();
    assertThat(table).containsAll(rooms);
    for (String room : table) {
      Path folder = Path.of("src/main/java/dev/wrapup", room.split("\\."));
      assertThat(Files.readString(folder.resolve("package-info.java")))
          .contains("///", "@NullMarked");
    }
    String page = Files.readString(Path.of("ARCHITECTURE.md"));
    for (Room room : rooms()) assertThat(page).contains("| `" + room.name() + "` |");
  }
}
