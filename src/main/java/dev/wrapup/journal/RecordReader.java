package dev.wrapup.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Random access to the records of a journal, with a read buffer for neighboring ones. Not
/// thread-safe.
final class RecordReader {
  private static final int WINDOW = 1 << 18;

  private final ParsedJournal journal;
  private byte[] window = new byte[0];
  private long begin;

  RecordReader(ParsedJournal journal) {
    this.journal = journal;
  }

  /// A record by its number.
  ///
  /// @throws JournalFailure if it isn't there any more
  JsonNode record(int number) {
    long from = journal.contents().begin(number);
    int length = (int) (journal.contents().end(number) - from);
    try {
      if (from < begin || from + length > begin + window.length) fill(from, length);
      return JournalJson.tree(
          new String(window, (int) (from - begin), length, StandardCharsets.UTF_8));
    } catch (IOException | JacksonException e) {
      throw new JournalFailure(
          "the journal %s was changed while it was read".formatted(journal.path()), "try again");
    }
  }

  private void fill(long from, int least) throws IOException {
    long start = Math.max(0, from - WINDOW / 4);
    int length = (int) Math.max(from + least - start, Math.min(WINDOW, journal.whole() - start));
    ByteBuffer bytes = ByteBuffer.allocate(length);
    try (FileChannel channel = FileChannel.open(journal.path())) {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, start + bytes.position()) < 0) throw new EOFException();
      }
    }
    window = bytes.array();
    begin = start;
  }
}
