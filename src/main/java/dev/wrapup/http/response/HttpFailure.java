package dev.wrapup.http.response;

import java.util.Locale;

/// A failed call, with a message for users. Never contains a secret or a whole body.
public final class HttpFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What sort of failure it is.
  public enum Kind {
    /// The settings can't work: a wrong address, proxy or certificate file.
    SETTINGS,
    /// The client id or secret was refused.
    CREDENTIALS,
    /// The token lacks a scope.
    SCOPE,
    /// No connection.
    UNREACHABLE,
    /// The server kept failing, or refused the call.
    SERVER,
    /// The server wants a longer wait than there is time.
    RATE_LIMIT,
    /// The answer makes no sense.
    BAD_ANSWER,
    /// The run's time is over.
    OUT_OF_TIME;

    /// As JSON writes it, such as `rate-limit`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Kind kind;
  private final String next;
  private final boolean isForDoctor;

  /// A failure.
  ///
  /// @param message what happened, at which call
  /// @param next what to do about it
  public HttpFailure(Kind kind, String message, String next) {
    this(kind, message, next, false);
  }

  private HttpFailure(Kind kind, String message, String next, boolean isForDoctor) {
    super(message, null, false, false);
    this.kind = kind;
    this.next = next;
    this.isForDoctor = isForDoctor;
  }

  /// The same of a connection to an organization, which `doctor` examines.
  public HttpFailure forDoctor() {
    return new HttpFailure(kind, message(), next, true);
  }

  /// Whether `doctor` may say more.
  public boolean isForDoctor() {
    return isForDoctor;
  }

  public Kind kind() {
    return kind;
  }

  public String next() {
    return next;
  }

  /// What happened.
  public String message() {
    return String.valueOf(getMessage());
  }
}
