package dev.wrapup.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wrapup.model.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  private static SourceFile file(String text) {
    return new SourceFile("f.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_file_that_somebody_saved_meanwhile_is_not_overwritten() throws IOException {
    Path path = Files.writeString(folder.resolve("f.yaml"), "saved meanwhile");

    assertThatThrownBy(() -> WholeFile.replace(path, file("as read"), file("as edited")))
        .isInstanceOfSatisfying(
            Stop.class, stop -> assertThat(stop.code()).isEqualTo("file-changed"));

    assertThat(path).hasContent("saved meanwhile");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(path);
    }
  }

  @Test
  void what_is_no_file_stays_what_it_is() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(made.waitFor()).isZero();
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Path file = Files.writeString(folder.resolve("file"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    WholeFile.write(pipe, Content.of("for the pipe"));
    WholeFile.write(link, Content.of("for the file"));

    assertThat(read.join()).isEqualTo("for the pipe");
    assertThat(Files.isRegularFile(pipe)).isFalse();
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("for the file");
  }

  @Test
  void why_a_file_can_not_be_written_is_told_in_words() {
    assertThatThrownBy(() -> WholeFile.write(folder.resolve("none/plan.json"), Content.of("{}")))
        .hasMessageContaining("plan.json: no such file or folder\n");
  }

  @Test
  void a_file_that_ends_like_a_half_written_one_is_somebody_elses() throws IOException {
    Path mine = Files.writeString(folder.resolve("plan.json.partial"), "mine");
    Path plan = folder.resolve("plan.json");

    WholeFile.write(plan, Content.of("{}"));

    assertThat(mine).hasContent("mine");
    assertThat(plan).hasContent("{}");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(mine, plan);
    }
  }

  @Test
  void a_file_that_cannot_be_written_leaves_nothing() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));

    assertThatThrownBy(() -> WholeFile.write(taken, Content.of("content")))
        .isInstanceOfSatisfying(Stop.class, stop -> assertThat(stop.code()).isEqualTo("output"));

    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(taken);
    }
  }
}
