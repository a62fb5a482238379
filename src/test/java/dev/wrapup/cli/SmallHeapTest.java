package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.Schemas;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A process whose memory doesn't hold what a server sends, page by page, none of them too large.
@Timeout(240)
class SmallHeapTest {
  private static final int CODES = 4_000;
  private static final Value LONG = new Value.Text("é".repeat(20_000));

  @TempDir Path folder;

  private static Organization organization(Kind kind) {
    Field description = kind.dialect().field("description").orElseThrow();
    List<LiveCode> codes =
        IntStream.range(0, CODES)
            .mapToObj(i -> new LiveCode("id-" + i, "1", "CODE_" + i, Map.of(description, LONG)))
            .toList();
    return Organization.of(kind.dialect(), codes);
  }

  @ParameterizedTest
  @CsvSource({"VERSIONED, drift", "GENESYS_CLOUD, plan"})
  void a_catalog_that_is_larger_than_the_memory_is_told_in_a_document(Kind kind, String command)
      throws Exception {
    try (Sandbox sandbox = Sandbox.start(organization(kind))) {
      Program program =
          new Program(folder)
              .at(sandbox)
              .with("JAVA_TOOL_OPTIONS", "-Xmx64m -XX:+UseSerialGC")
              .wrapupcodes("format: 1\napi: %s\ncodes: {}\n".formatted(kind.dialect().api()));

      Process process = program.start(List.of(), command, "--format", "json");

      String told = program.told(process);
      assertThat(process.exitValue()).as(told).isEqualTo(1);
      Schemas.holdToItsSchema(program.read("stdout.txt"));
      assertThat(program.read("stdout.txt")).contains("the memory of 6");
      assertThat(program.read("stderr.txt"))
          .containsPattern("(?m)^next: give it more")
          .doesNotContain("Exception", "\tat ");
    }
  }
}
