package dev.wrapup.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A document that is held back until it is whole: in memory, and in a file of its own once it is
/// long. The file goes with the process.
public final class HeldOutput extends OutputStream {
  private static final int MOST_IN_MEMORY = 1 << 22;

  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private Optional<Path> file = Optional.empty();
  private OutputStream out = memory;

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (file.isEmpty() && memory.size() + length > MOST_IN_MEMORY) spill();
    out.write(bytes, from, length);
  }

  private void spill() throws IOException {
    Path path = Files.createTempFile("wrapup", ".json");
    path.toFile().deleteOnExit();
    file = Optional.of(path);
    out = Files.newOutputStream(path);
    memory.writeTo(out);
    memory = new ByteArrayOutputStream();
  }

  /// Lets go of what was held.
  public void releaseTo(OutputStream to) throws IOException {
    if (file.isEmpty()) {
      memory.writeTo(to);
      return;
    }
    out.close();
    Files.copy(file.get(), to);
    Files.delete(file.get());
  }
}
