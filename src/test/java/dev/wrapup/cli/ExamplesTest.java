package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.journal.ParsedJournal;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Example;
import dev.wrapup.sandbox.organization.Organization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The programs of `examples/java`, compiled and run as whoever builds on the jar does.
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("examples/java");

  @TempDir static Path built;
  private static String classPath;

  @TempDir Path folder;

  @BeforeAll
  static void compile() {
    Path jar = built.resolve("wrapup.jar");
    use("jar", "--create", "--file", jar.toString(), "-C", "target/classes", ".");
    classPath = jar + File.pathSeparator + libraries();
    String[] options = {"-d", built.toString(), "-cp", classPath, "-Xlint:all,-path", "-Werror"};
    String[] sources = {source("UpdateCode").toString(), source("PlanFiles").toString()};
    use("javac", Stream.of(options, sources).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private static Path source(String program) {
    return EXAMPLES.resolve(program + ".java");
  }

  /// As Maven copies those that the program runs with; those of the tests, where it did not.
  private static String libraries() {
    if (Files.isDirectory(Path.of("target/lib")))
      return Path.of("target/lib/*").toAbsolutePath().toString();
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void use(String tool, String... args) {
    assertThat(ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, args))
        .as(tool)
        .isZero();
  }

  private Process start(String program, Sandbox sandbox, String receiver, String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", built + File.pathSeparator + classPath, program));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("WRAPUP_API", sandbox.organization().dialect().api());
    builder.environment().put("GENESYS_BASE_URL", sandbox.url().toString());
    builder.environment().put("GENESYS_CLIENT_ID", "the-client");
    builder.environment().put("GENESYS_CLIENT_SECRET", "the-secret");
    if (!receiver.isEmpty()) builder.environment().put("WFM_WEBHOOK_URL", receiver);
    builder.environment().put("WFM_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLsQL");
    builder.redirectOutput(folder.resolve("out").toFile());
    return builder.redirectError(folder.resolve("err").toFile()).start();
  }

  private String told(String stream) throws IOException {
    return Files.readString(folder.resolve(stream));
  }

  @Test
  void an_update_takes_forty_lines_at_most() throws IOException {
    assertThat(Files.readAllLines(source("UpdateCode"))).hasSizeLessThanOrEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({
    "versioned, CALLBACK_REQUESTED, displayName, Billing overflow",
    "genesys-cloud, Refund, description, ''",
  })
  void one_code_is_updated_by_its_id_and_recorded_and_told(
      String api, String key, String field, String warned) throws Exception {
    Organization org = Example.organization(Dialect.of(api).orElseThrow());
    List<LiveCode> before = org.codes();
    LiveCode code = org.byCode(key).orElseThrow();
    Field changed = org.dialect().field(field).orElseThrow();

    try (Sandbox sandbox = Sandbox.start(org);
        Receiver receiver = Receiver.start()) {
      Process run =
          start("UpdateCode", sandbox, receiver.url(), code.id(), field, "Called: \"back\" #1");

      assertThat(run.waitFor()).as(told("err")).isZero();
      assertThat(receiver.tries()).extracting(Receiver.Try::code).containsExactly(key);
    }

    assertThat(org.byId(code.id()).orElseThrow().value(changed))
        .isEqualTo(new Value.Text("Called: \"back\" #1"));
    assertThat(org.codes())
        .hasSameSizeAs(before)
        .filteredOn(before::contains)
        .hasSize(before.size() - 1);
    assertThat(told("out")).startsWith("Metrics[totalUpdates=1, validationErrors=0, ");
    assertThat(told("err")).contains(warned);
    try (Stream<Path> files = Files.list(folder.resolve(".wrapup/audit"))) {
      List<Path> journals = files.filter(file -> file.toString().endsWith(".jsonl")).toList();
      assertThat(journals).hasSize(1);
      assertThat(ParsedJournal.read(journals.getFirst(), Optional.empty()).isClosed()).isTrue();
    }
  }

  @Test
  void what_the_field_cannot_hold_is_told_and_not_sent() throws Exception {
    Organization org = Example.organization();
    LiveCode code = org.byCode("REFUND").orElseThrow();

    try (Sandbox sandbox = Sandbox.start(org)) {
      Process run = start("UpdateCode", sandbox, "", code.id(), "displayName", "x".repeat(257));

      assertThat(run.waitFor()).isOne();
      assertThat(sandbox.writes()).isZero();
    }

    assertThat(told("err"))
        .contains("IllegalArgumentException: displayName: it has 257 characters");
    assertThat(org.byId(code.id())).contains(code);
  }

  @Test
  void a_file_is_planned() throws Exception {
    Files.copy(Path.of("wrapupcodes.yaml"), folder.resolve("codes.yaml"));

    try (Sandbox sandbox = Sandbox.start(Example.organization())) {
      Process run = start("PlanFiles", sandbox, "", "codes.yaml");

      assertThat(run.waitFor()).as(told("err")).isZero();
      assertThat(sandbox.writes()).isZero();
    }

    assertThat(told("out")).contains("update ").containsPattern("sha256:[0-9a-f]{64}\n$");
  }
}
