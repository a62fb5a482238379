package dev.wrapup.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileErrorsTest {
  @TempDir Path folder;

  private static String of(ThrowingCallable doing) {
    return FileErrors.describe(catchThrowableOfType(IOException.class, doing));
  }

  @Test
  void a_reason_is_told_in_words_and_not_by_a_path_or_a_class() throws IOException {
    Path file = Files.createFile(folder.resolve("f"));

    assertThat(of(() -> Files.readString(folder.resolve("none/f"))))
        .isEqualTo("no such file or folder");
    assertThat(of(() -> Files.createFile(file))).isEqualTo("something is there already");
    assertThat(of(() -> Files.readString(folder))).isEqualTo("Is a directory");
    assertThat(of(() -> Files.readString(file.resolve("g")))).isEqualTo("Not a directory");
    assertThat(of(() -> Files.writeString(Path.of("/dev/full"), "x"))).contains("No space left");
    assertThat(FileErrors.describe(new AccessDeniedException("f"))).isEqualTo("permission denied");
    assertThat(FileErrors.describe(new FileSystemException("f"))).isEqualTo("the system refused");
    assertThat(FileErrors.describe(new IOException())).isEqualTo("the system refused");
    try (ServerSocket socket = new ServerSocket(0)) {
      assertThat(of(() -> new ServerSocket(socket.getLocalPort()))).contains("in use");
    }
  }
}
