package dev.wrapup.model.source;

/// A value and the place in a file that gives it. Two are equal whose values are, wherever they
/// stand: files that are laid out differently may say the same.
public record Sourced<T>(T value, SourcePosition at) {
  /// Another value, given by the same place.
  public <U> Sourced<U> with(U other) {
    return new Sourced<>(other, at);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sourced<?> that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
