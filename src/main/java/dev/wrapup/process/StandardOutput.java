package dev.wrapup.process;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Standard output of the process. A result that could not be written was not told: unlike
/// `System.out`, this remembers why. A reader that has seen enough (`| head`) is no error.
public final class StandardOutput extends PrintStream {
  private final Descriptor descriptor;

  public StandardOutput() {
    this(new Descriptor());
  }

  private StandardOutput(Descriptor descriptor) {
    super(new BufferedOutputStream(descriptor), false, StandardCharsets.UTF_8);
    this.descriptor = descriptor;
  }

  /// Why not all that was printed could be written; empty if it was, or its reader is gone.
  public Optional<String> failure() {
    flush();
    return Optional.ofNullable(descriptor.failure).map(e -> String.valueOf(e.getMessage()));
  }

  private static final class Descriptor extends OutputStream {
    /// The file type in a mode, and pipe and socket, of `inode(7)`.
    private static final int TYPE = 0170000;

    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private boolean isGone;
    private @Nullable IOException failure;

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    /// Writes nothing more after the first failure, so that what is there has no gap.
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (isGone) return;
      if (failure != null) throw failure;
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        isGone = isReaderGone(e);
        if (isGone) return;
        failure = e;
        throw e;
      }
    }

    /// The system says it in the user's language, but nothing else goes wrong with a pipe, unless
    /// whoever made it lets nobody wait for its reader.
    private static boolean isReaderGone(IOException e) {
      if (String.valueOf(e.getMessage()).contains("temporarily unavailable")) return false;
      try {
        int mode = (Integer) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode");
        return (mode & TYPE) == PIPE || (mode & TYPE) == SOCKET;
      } catch (IOException | RuntimeException noSuchView) {
        return String.valueOf(e.getMessage()).contains("Broken pipe");
      }
    }
  }
}
