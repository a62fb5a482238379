package dev.wrapup.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.zip.DataFormatException;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Response;

/// Calls that bring no answer that can be read, and what people are told of them.
final class Unanswered {
  private Unanswered() {}

  /// An answer that came and is not read, or makes no sense as HTTP: it tells a write nothing of
  /// its fate, and asking again would not change it.
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    private final HttpFailure failure;

    Unreadable(HttpFailure failure) {
      super(failure.message());
      this.failure = failure;
    }

    /// As whoever reads is told of it.
    HttpFailure failure() {
      return failure;
    }
  }

  /// Reads an answer.
  interface Reader<T> {
    T read(Response response) throws IOException;
  }

  /// Makes a call.
  ///
  /// @param what is called, for people
  /// @throws IOException if there is no answer, or [Unreadable]
  static <T> T call(Call call, String what, Redactor redactor, Reader<T> reader)
      throws IOException {
    try {
      Response response = call.execute();
      try {
        return reader.read(response);
      } finally {
        close(response);
      }
    } catch (HttpFailure e) {
      throw new Unreadable(e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // what the library throws at headers that no server may send
      throw senseless(what, "is not HTTP: " + redactor.quote(e.getMessage()));
    } catch (IOException e) {
      if (isBadGzip(e)) throw senseless(what, "is said to be gzip, and is not");
      throw e;
    }
  }

  private static void close(Response response) {
    try {
      response.close();
    } catch (IllegalArgumentException | IllegalStateException e) {
      // a length that makes no sense, of a body that nobody reads any more
    }
  }

  private static Unreadable senseless(String what, String why) {
    return new Unreadable(
        new HttpFailure(
            HttpFailure.Kind.BAD_ANSWER,
            "the answer to %s %s".formatted(what, why),
            "check that the address is the API's"));
  }

  /// The library has no exception of its own for what doesn't unpack.
  private static boolean isBadGzip(IOException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse("");
    return e.getCause() instanceof DataFormatException
        || message.startsWith("ID1ID2: ")
        || message.startsWith("CRC: ")
        || message.startsWith("FHCRC: ")
        || message.startsWith("ISIZE: ")
        || message.startsWith("gzip ");
  }

  /// Why there is no answer, in words. The library quotes what it can't read.
  static String why(IOException cause, Redactor redactor) {
    return switch (cause) {
      case UnknownHostException ignored -> "there is no such host";
      case SSLException ignored -> "no secure connection: " + redactor.quote(cause.getMessage());
      case InterruptedIOException ignored -> "no answer came in time";
      case EOFException ignored -> "the answer broke off";
      default ->
          cause.getMessage() == null ? "the connection broke" : redactor.quote(cause.getMessage());
    };
  }
}
