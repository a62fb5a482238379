package dev.wrapup.http;

import dev.wrapup.http.response.Reply;
import java.io.IOException;
import java.io.InputStream;

/// Reads the body of a successful response as it comes, where it may be too long for the memory.
public interface BodyReader {
  /// @param body of at most [Reply#MOST_BYTES]
  /// @param reply the response without it
  void read(InputStream body, Reply reply) throws IOException;
}
