package dev.wrapup.sandbox;

/// An error that a call gave rise to; thrown to break off anywhere in it.
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final int status;
  final String code;

  Refused(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }
}
