package dev.wrapup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Stands between a client and a server, and changes what is sent and what is answered, down to the
/// bytes on the wire.
public final class TamperingProxy implements AutoCloseable {
  /// What arrives.
  public record Call(String method, String path, String body) {
    public boolean isWrite() {
      return !method.equals("GET") && !path.startsWith("/oauth/");
    }

    public Call with(String text) {
      return new Call(method, path, text);
    }
  }

  /// What the server says to it.
  public record Reply(int status, String body) {
    public Reply with(String text) {
      return new Reply(status, text);
    }

    /// As it stands on the wire.
    public byte[] bytes() {
      return bytes(status, length(), body);
    }

    /// The header that says how long it is.
    public String length() {
      return "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length;
    }

    /// An answer with headers of one's own.
    public static byte[] bytes(int status, String headers, String body) {
      String head =
          "HTTP/1.1 %d Told\r\nContent-Type: application/json\r\nConnection: close\r\n%s\r\n\r\n"
              .formatted(status, headers);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
      bytes.writeBytes(body.getBytes(StandardCharsets.UTF_8));
      return bytes.toByteArray();
    }
  }

  /// Changes a call before the server sees it.
  public interface Sending {
    Call of(Call call);
  }

  /// Is told of a call, with its headers by their names in small letters.
  public interface Hearing {
    void of(Call call, Map<String, String> headers);
  }

  /// Decides what is answered, when the call was carried out.
  public interface Answering {
    byte[] of(Call call, Reply reply);
  }

  private final URI server;
  private final ServerSocket socket;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Sending sending = call -> call;
  private volatile Hearing hearing = (call, headers) -> {};
  private volatile Answering answering = (call, reply) -> reply.bytes();

  private TamperingProxy(URI server, ServerSocket socket) {
    this.server = server;
    this.socket = socket;
  }

  public static TamperingProxy before(URI server) {
    try {
      ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      TamperingProxy proxy = new TamperingProxy(server, socket);
      Thread.startVirtualThread(proxy::listen);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TamperingProxy sends(Sending change) {
    sending = change;
    return this;
  }

  public TamperingProxy hears(Hearing hears) {
    hearing = hears;
    return this;
  }

  public TamperingProxy answers(Answering change) {
    answering = change;
    return this;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.startVirtualThread(() -> serve(connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = connection.getInputStream();
      String[] request = line(in).split(" ", -1);
      if (request.length < 3) return;
      Map<String, String> headers = new HashMap<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      Call call = new Call(request[0], request[1], text(in.readNBytes(length)));
      hearing.of(call, headers);
      Reply reply = pass(sending.of(call), headers);
      connection.getOutputStream().write(answering.of(call, reply));
    } catch (IOException e) {
      // the client has what it wanted
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply pass(Call call, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(call.path()))
            .version(HttpClient.Version.HTTP_1_1)
            .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
    for (String name : new String[] {"authorization", "content-type"}) {
      if (headers.containsKey(name)) request.header(name, headers.get(name));
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) line.append((char) c);
    return line.toString().stripTrailing();
  }

  @Override
  public void close() {
    try {
      socket.close();
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
