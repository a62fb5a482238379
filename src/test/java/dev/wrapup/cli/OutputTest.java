package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wrapup.model.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
  @TempDir Path folder;

  private static SourceFile file(String text) {
    return new SourceFile("f.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_file_that_somebody_saved_meanwhile_is_not_overwritten() throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Session session =
        new Session(
            Map.of(),
            folder,
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            Clock.systemUTC(),
            new Session.Terminal(false, false, false, 80));
    Path path = Files.writeString(folder.resolve("f.yaml"), "saved meanwhile");

    assertThatThrownBy(() -> Output.replace(session, file("as read"), file("as edited")))
        .isInstanceOfSatisfying(
            Stop.class, stop -> assertThat(stop.code()).isEqualTo("file-changed"));

    assertThat(path).hasContent("saved meanwhile");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(path);
    }
  }
}
