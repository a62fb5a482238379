package dev.wrapup.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.StreamResetException;
import org.jspecify.annotations.Nullable;

/// Why a call got no whole answer: in words for people, and whether that can pass. The one place
/// that reads the messages of Java's and okhttp's exceptions, none of which is told as it is.
final class NetworkErrors {
  private static final Pattern PROXY_STATUS =
      Pattern.compile("Unexpected response code for CONNECT: (\\d{3})");

  private NetworkErrors() {}

  /// What happened, without the host.
  static String describe(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return switch (e) {
      case HttpCall.Unreadable unreadable -> unreadable.failure().message();
      case UnknownHostException ignored -> "there is no such host";
      case SSLException tls when !isOutage(tls) -> "no secure connection: " + Tls.of(tls).words;
      case SocketTimeoutException ignored when message.contains("connect") ->
          "no connection in time";
      case SocketTimeoutException ignored -> "no answer came in time";
      case InterruptedIOException ignored -> "no whole answer came in time";
      case NoRouteToHostException ignored -> "there is no route to the host";
      case ConnectException ignored when hasText(e, "refused") -> "the connection was refused";
      case ConnectException ignored when hasText(e, "timed out") -> "no connection in time";
      case SocketException ignored when hasText(e, "unreachable") -> "the network can't be reached";
      case ConnectException ignored -> "there is no connection";
      case SocketException ignored when message.contains("reset") -> "the connection was reset";
      case SocketException ignored -> "the connection broke";
      case ProtocolException ignored when !isCut(e) -> "the answer isn't proper HTTP";
      default -> other(e, message);
    };
  }

  private static String other(IOException e, String message) {
    if (isCut(e)) return "the answer broke off";
    if (message.contains("authenticate with proxy")) return "the proxy refused its credentials";
    Matcher proxy = PROXY_STATUS.matcher(String.valueOf(e.getMessage()));
    if (proxy.find()) return "the proxy answered " + proxy.group(1);
    return "the connection broke";
  }

  /// What to do about it.
  static String remedy(IOException e) {
    return e instanceof SSLException tls && !isOutage(tls)
        ? Tls.of(tls).remedy
        : "check the address, the network and HTTPS_PROXY";
  }

  /// Why there is no secure connection.
  private enum Tls {
    EXPIRED("the certificate has expired", "renew the server's certificate, or set this clock"),
    NOT_YET_VALID(
        "the certificate is not valid yet: compare the clocks", "set this machine's clock"),
    ANOTHER_HOST(
        "the certificate is for another host name",
        "check the host in the address: it must be a name that the certificate is for"),
    UNTRUSTED(
        "the certificate is not of anybody who is trusted",
        "trust its issuer by --ca-file, or check the address"),
    NO_TLS("what answers there doesn't speak TLS", "check the address, its port and HTTPS_PROXY"),
    NOTHING_IN_COMMON(
        "both sides have no version or cipher of TLS in common, or one of them gave up",
        "check the address, and what stands between here and there");

    private final String words;
    private final String remedy;

    Tls(String words, String remedy) {
      this.words = words;
      this.remedy = remedy;
    }

    private static Tls of(SSLException e) {
      if (hasCause(e, CertificateExpiredException.class)) return EXPIRED;
      if (hasCause(e, CertificateNotYetValidException.class)) return NOT_YET_VALID;
      if (e instanceof SSLPeerUnverifiedException || hasText(e, "subject alternative")) {
        return ANOTHER_HOST;
      }
      if (hasCause(e, CertPathBuilderException.class)
          || hasCause(e, CertPathValidatorException.class)
          || hasText(e, "trust")) {
        return UNTRUSTED;
      }
      if (hasText(e, "unrecognized ssl message") || hasText(e, "unsupported or unrecognized")) {
        return NO_TLS;
      }
      return NOTHING_IN_COMMON;
    }
  }

  /// Of the failures at all addresses of a host, the one to go by: none of them was spoken to, and
  /// where one of them won't do however often it is tried, the others need not be waited for.
  ///
  /// @param first the library keeps the others as suppressed by it
  static IOException decisive(IOException first) {
    if (isFinal(first)) return first;
    for (Throwable other : first.getSuppressed()) {
      if (other instanceof IOException e && isFinal(e)) return e;
    }
    return first;
  }

  /// Whether it stays as it is however often it is tried: a host name that doesn't exist, a
  /// certificate that isn't trusted.
  static boolean isFinal(IOException e) {
    return e instanceof UnknownHostException || (e instanceof SSLException && !isOutage(e));
  }

  /// Whether it is what a server that is restarted, or a network that is down, looks like.
  static boolean isOutage(IOException e) {
    return switch (e) {
      case UnknownHostException ignored -> false;
      case HttpCall.Unreadable ignored -> false;
      // a connection that breaks in the middle of a handshake comes as one of these
      case SSLException tls ->
          hasCause(tls, SocketException.class)
              || hasCause(tls, EOFException.class)
              || hasText(tls, "connection reset");
      case SocketException ignored -> true;
      case InterruptedIOException ignored -> true;
      case StreamResetException ignored -> true;
      case ConnectionShutdownException ignored -> true;
      case ProtocolException ignored -> false;
      default -> isCut(e);
    };
  }

  /// Whether the request certainly never left.
  static boolean isUnsent(IOException e) {
    return e instanceof ConnectException || e instanceof UnknownHostException;
  }

  private static boolean isCut(IOException e) {
    return e instanceof EOFException || hasText(e, "unexpected end of stream");
  }

  private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
    int depth = 0;
    for (@Nullable Throwable at = e; at != null && depth++ < 20; at = at.getCause()) {
      if (type.isInstance(at)) return true;
    }
    return false;
  }

  private static boolean hasText(Throwable e, String text) {
    int depth = 0;
    for (@Nullable Throwable at = e; at != null && depth++ < 20; at = at.getCause()) {
      if (String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT).contains(text)) return true;
    }
    return false;
  }
}
