package dev.wrapup.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What files turn out to be that somebody names. Nothing interrupts who waits for a pipe, so the
/// limit is held by another thread.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedFileTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir Path folder;

  private static String refusal(ThrowingCallable reading) {
    return String.valueOf(catchThrowableOfType(IOException.class, reading).getMessage());
  }

  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    return pipe;
  }

  @Test
  void what_never_ends_is_larger_than_it_may_be() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[1001]);

    assertThat(refusal(() -> BoundedFile.read(Path.of("/dev/zero"), 1000, LONG)))
        .isEqualTo("it is larger than 1,000 bytes");
    assertThat(refusal(() -> BoundedFile.read(file, 1000, LONG))).contains("1,000 bytes");
    assertThat(refusal(() -> BoundedFile.read(file, 1000))).contains("1,000 bytes");
    assertThat(BoundedFile.read(file, 1001)).hasSize(1001);
  }

  @Test
  void a_pipe_is_waited_for_as_long_as_that_may_take() throws Exception {
    Path silent = pipe("silent");
    Path pipe = pipe("pipe");

    assertThat(refusal(() -> BoundedFile.read(silent, 1000, Duration.ofMillis(50))))
        .isEqualTo("its end did not come within 50 ms");
    new ProcessBuilder("sh", "-c", "echo said > " + pipe).start();
    assertThat(BoundedFile.read(pipe, 1000, LONG)).asString().isEqualTo("said\n");
  }

  @Test
  void what_can_be_read_but_once_is_no_file() throws Exception {
    Path pipe = pipe("pipe");

    assertThat(refusal(() -> BoundedFile.read(pipe, 1000))).contains("a pipe or a device");
    assertThat(refusal(() -> BoundedFile.read(Path.of("/dev/zero"), 1000))).contains("a device");
  }

  @Test
  void what_is_not_there_and_what_is_a_folder_is_told() {
    Path none = folder.resolve("none");

    assertThat(refusal(() -> BoundedFile.read(none, 1))).isEqualTo("there is no such file");
    assertThat(refusal(() -> BoundedFile.read(none, 1, LONG))).isEqualTo("there is no such file");
    assertThat(refusal(() -> BoundedFile.read(folder, 1))).isEqualTo("it is a folder");
    assertThat(refusal(() -> BoundedFile.read(folder, 1, LONG))).isEqualTo("it is a folder");
  }
}
