package dev.wrapup.model.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A file that somebody names to us, read within bounds whatever it turns out to be: one that never
/// ends, such as `/dev/zero`, is too large, and a pipe into which nobody writes is given up. Its
/// errors are [IOException]s whose messages say in words what is wrong, such as `it is a folder`.
public final class BoundedFile {
  private BoundedFile() {}

  /// Reads a file that can be read more than once.
  ///
  /// @param most how many bytes it may have
  /// @throws IOException also if it is a pipe or a device
  public static byte[] read(Path path, int most) throws IOException {
    requireNoFolder(path);
    if (!Files.isRegularFile(path)) throw new IOException("it is a pipe or a device, and no file");
    return bytes(path, most);
  }

  /// Reads a file, or what a pipe brings, such as a shell's `<(…)`.
  ///
  /// @param most how many bytes it may have
  /// @param patience how long a pipe may take
  public static byte[] read(Path path, int most, Duration patience) throws IOException {
    requireNoFolder(path);
    if (Files.isRegularFile(path)) return bytes(path, most);
    // opening a pipe may already wait for ever, and nothing interrupts that
    FutureTask<byte[]> reading = new FutureTask<>(() -> bytes(path, most));
    Thread.ofPlatform().daemon().name("pipe").start(reading);
    try {
      return reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("its end did not come within %d ms".formatted(patience.toMillis()), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) throw cause;
      throw new IOException("it can't be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("its reading was interrupted", e);
    }
  }

  private static void requireNoFolder(Path path) throws IOException {
    if (!Files.exists(path)) throw new NoSuchFile();
    if (Files.isDirectory(path)) throw new IOException("it is a folder");
  }

  private static byte[] bytes(Path path, int most) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length <= most) return bytes;
    } catch (NoSuchFileException e) {
      throw new NoSuchFile();
    } catch (AccessDeniedException e) {
      throw new IOException("it may not be read", e);
    }
    throw new IOException("it is larger than %,d bytes".formatted(most));
  }

  /// There is none of that name.
  public static final class NoSuchFile extends IOException {
    private static final long serialVersionUID = 1L;

    private NoSuchFile() {
      super("there is no such file");
    }
  }
}
