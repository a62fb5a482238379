package dev.wrapup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// A raw network between a client and a server: each request may pass, or meet what networks and
/// broken servers do to it. The server behind it is a sane one.
public final class Relay implements AutoCloseable {
  private static final int DRIP_MILLIS = 50;

  /// What becomes of a request.
  public sealed interface Fate {}

  /// It is answered as the server answers it.
  public record Pass() implements Fate {}

  /// It never reaches the server, and bytes of some text go on and on.
  ///
  /// @param answer that is sent at once, before the drops
  public record Drip(String answer, String drop) implements Fate {}

  /// The server carries it out, and bytes go on and on in place of its answer.
  public record LandThenDrip(String answer, String drop) implements Fate {}

  /// The server carries it out, and something else is answered.
  public record LandThenAnswer(String answer) implements Fate {}

  /// It never reaches the server, and is answered so.
  public record Answer(String answer) implements Fate {}

  /// It never reaches the server, and the connection breaks.
  public record Reset() implements Fate {}

  /// A request as it came in.
  ///
  /// @param head its first line and headers
  /// @param at [System#nanoTime()]
  public record Request(String method, String path, String head, long at) {}

  /// Headers that never end.
  public static final Fate ENDLESS_HEADERS = new Drip("HTTP/1.1 200 OK\r\nX-Drip: ", "a");

  /// A body that never ends.
  public static final Fate ENDLESS_BODY =
      new Drip("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"a\": ", " ");

  /// A status line that never ends.
  public static final Fate ENDLESS_STATUS = new Drip("HTTP/1.1 200 O", "K");

  /// Answers that announce one, and none that is one.
  public static final Fate ENDLESS_HINTS = new Drip("", "HTTP/1.1 103 Early Hints\r\n\r\n");

  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  /// A chunk whose length never ends, one that never ends itself, and one after the other.
  public static final List<Fate> ENDLESS_CHUNKS =
      List.of(
          new Drip(CHUNKED, "0"),
          new Drip(CHUNKED + "ffff\r\n{", " "),
          new Drip(CHUNKED + "1\r\n{\r\n", "1\r\n \r\n"));

  /// A whole body, and headers behind it that never end.
  public static final Fate ENDLESS_TRAILERS = new Drip(CHUNKED + "2\r\n{}\r\n0\r\nX: ", "a");

  /// A failure that is never told whole.
  public static final Fate ENDLESS_FAILURE =
      new Drip("HTTP/1.1 503 Away\r\nContent-Length: 99999\r\n\r\n{", " ");

  private final URI server;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Request> requests = new ArrayList<>();
  private volatile Function<Request, Fate> fates = request -> new Pass();
  private volatile ServerSocket listening;

  private Relay(URI server, ServerSocket listening) {
    this.server = server;
    this.listening = listening;
    this.port = listening.getLocalPort();
    accept(listening);
  }

  /// A way to a server, on a port of its own.
  public static Relay to(URI server) {
    return new Relay(server, listen(0));
  }

  private static ServerSocket listen(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Relay let(Function<Request, Fate> fates) {
    this.fates = fates;
    return this;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// All requests that came in.
  public List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /// Breaks all connections and refuses new ones.
  public void goAway() {
    close();
  }

  /// Takes connections again.
  public void comeBack() {
    listening = listen(port);
    accept(listening);
  }

  @Override
  public void close() {
    quietly(listening);
    open.forEach(Relay::quietly);
  }

  private static void quietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // it is closed
    }
  }

  private void accept(ServerSocket listener) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!listener.isClosed()) {
                try {
                  Socket client = listener.accept();
                  open.add(client);
                  Thread.ofVirtual().start(() -> serve(client));
                } catch (IOException e) {
                  return;
                }
              }
            });
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      while (true) {
        byte[] request = message(in, true);
        if (request.length == 0) return;
        String head = new String(request, StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[0];
        String[] line = head.split(" ", 3);
        Request came = new Request(line[0], line[1], head, System.nanoTime());
        synchronized (requests) {
          requests.add(came);
        }
        switch (fates.apply(came)) {
          case Pass ignored -> out.write(exchange(request, line[0]));
          case Answer answer -> out.write(answer.answer().getBytes(StandardCharsets.UTF_8));
          case Drip drip -> drip(out, drip.answer(), drip.drop());
          case LandThenDrip drip -> {
            exchange(request, line[0]);
            drip(out, drip.answer(), drip.drop());
          }
          case LandThenAnswer answer -> {
            exchange(request, line[0]);
            out.write(answer.answer().getBytes(StandardCharsets.UTF_8));
          }
          case Reset ignored -> {
            client.setSoLinger(true, 0);
            return;
          }
        }
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // the client has gone, or was sent away
    } finally {
      open.remove(client);
    }
  }

  private byte[] exchange(byte[] request, String method) throws IOException {
    try (Socket backend = new Socket(server.getHost(), server.getPort())) {
      backend.getOutputStream().write(request);
      backend.getOutputStream().flush();
      return message(backend.getInputStream(), !method.equals("HEAD"));
    }
  }

  private static void drip(OutputStream out, String answer, String drop)
      throws IOException, InterruptedException {
    out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
    while (true) {
      out.write(drop.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      Thread.sleep(DRIP_MILLIS);
    }
  }

  /// Head and body of a request or an answer; empty at the connection's end.
  private static byte[] message(InputStream in, boolean hasBody) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0; c = in.read()) {
      bytes.write(c);
      if (bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        if (hasBody) body(in, bytes.toString(StandardCharsets.ISO_8859_1), bytes);
        return bytes.toByteArray();
      }
    }
    return new byte[0];
  }

  private static void body(InputStream in, String head, OutputStream bytes) throws IOException {
    String lower = head.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length:");
    if (at >= 0) {
      String length = lower.substring(at + "content-length:".length(), lower.indexOf("\r", at));
      bytes.write(in.readNBytes(Integer.parseInt(length.strip())));
    }
  }
}
