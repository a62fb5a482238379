package dev.wrapup.sandbox.http;

/// An error response, thrown from anywhere in a handler.
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public final int status;
  public final String code;

  public ApiError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }
}
