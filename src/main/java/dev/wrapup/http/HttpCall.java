package dev.wrapup.http;

import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.http.secret.Redactor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// Executes calls with cancellation and uniform errors, which [NetworkErrors] describes.
final class HttpCall {
  private HttpCall() {}

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

  /// Makes a call, and cuts it off at the client's own limit or when the run has to be over,
  /// whatever comes first and however steadily its answer drips in.
  ///
  /// @param request may be tagged with a shorter limit of its own
  /// @param what is called, for people
  /// @throws IOException if there is no answer, or [Unreadable]
  static <T> T call(
      OkHttpClient client,
      Request request,
      String what,
      Deadline deadline,
      Redactor redactor,
      Reader<T> reader)
      throws IOException {
    Call call = client.newCall(request);
    Duration most =
        Optional.ofNullable(request.tag(Duration.class))
            .orElseGet(() -> Duration.ofMillis(client.callTimeoutMillis()));
    Duration limit = deadline.limit(most);
    call.timeout().timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    Runnable cut = call::cancel;
    deadline.atEnd(cut);
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
      // a connection that we closed looks like one that broke
      if (call.isCanceled() && deadline.left().isZero()) throw new InterruptedIOException();
      throw NetworkErrors.decisive(e);
    } finally {
      deadline.forget(cut);
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
}
