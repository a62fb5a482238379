package dev.wrapup.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A server that closes connections on which nothing was asked for 5 s, while a client waits for
/// its rate limit.
class IdleConnectionTest {
  private static final int IDLE_MILLIS = 5000;
  private static final String TOKEN = "{\"access_token\":\"t0k3n\",\"expires_in\":3600}";

  @AutoClose
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  IdleConnectionTest() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      socket.setSoTimeout(IDLE_MILLIS);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
          if (line.startsWith("Content-Length: ")) length = Integer.parseInt(line.substring(16));
        }
        while (length > 0) length -= (int) in.skip(length);
        String answer =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(TOKEN.length(), TOKEN);
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // nothing was asked for so long that the connection is closed
    }
  }

  @Test
  void no_call_is_sent_on_a_connection_that_a_server_has_closed() throws Exception {
    URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());
    ApiClient client = Kind.VERSIONED.client(url, RateBudget.unlimited(), Deadline.never());
    client.get("/api/v2/routing/wrapupcodes", "a scope");
    int before = client.requests();

    Thread.sleep(IDLE_MILLIS + 500);
    client.get("/api/v2/routing/wrapupcodes", "a scope");

    assertThat(client.requests()).isEqualTo(before + 1);
  }
}
