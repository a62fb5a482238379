package dev.wrapup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// Speaks TLS in front of a server that doesn't, by a certificate of an authority of its own.
public final class TlsFront implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final URI server;
  private final SSLServerSocket socket;

  private TlsFront(URI server, SSLServerSocket socket) {
    this.server = server;
    this.socket = socket;
    Thread.ofVirtual().start(this::accept);
  }

  /// @param keys as [#certificate(Path, String)] makes them
  public static TlsFront before(URI server, Path keys) {
    try {
      KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
      store.deleteEntry("authority");
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return new TlsFront(
          server,
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes a certificate that an authority signed, whose own is in `ca.pem` in the folder. It is
  /// made if there is none.
  ///
  /// @param options of keytool, such as `-ext san=dns:api.example`
  /// @return the keys of both
  public static Path certificate(Path folder, String options) {
    Path authority = folder.resolve("authority.p12");
    if (!Files.exists(authority)) {
      keytool(authority, "authority", "-genkeypair -keyalg EC -dname CN=authority -ext bc:c");
      keytool(authority, "authority", "-exportcert -rfc -file " + folder.resolve("ca.pem"));
    }
    try {
      Path keys = Files.createTempFile(folder, "server", ".p12");
      Files.copy(authority, keys, StandardCopyOption.REPLACE_EXISTING);
      keytool(
          keys, "server", "-genkeypair -keyalg EC -dname CN=server -signer authority " + options);
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keytool(Path keys, String alias, String arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD, "-alias", alias));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Files.createTempFile(keys.getParent(), "keytool", ".txt").toFile())
              .start();
      if (process.waitFor() != 0) throw new IllegalStateException("keytool " + arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        SSLSocket client = (SSLSocket) socket.accept();
        Thread.ofVirtual().start(() -> pass(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void pass(SSLSocket client) {
    try (client) {
      client.startHandshake();
      try (Socket backend = new Socket(server.getHost(), server.getPort())) {
        InputStream request = client.getInputStream();
        OutputStream there = backend.getOutputStream();
        Thread.ofVirtual().start(() -> copy(request, there));
        copy(backend.getInputStream(), client.getOutputStream());
      }
    } catch (IOException e) {
      // the client doesn't trust us, or has gone
    }
  }

  private static void copy(InputStream from, OutputStream to) {
    try {
      from.transferTo(to);
    } catch (IOException e) {
      // one of them has gone
    }
  }
}
