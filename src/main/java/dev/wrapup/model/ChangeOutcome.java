package dev.wrapup.model;

import dev.wrapup.model.text.Word;
import java.util.List;
import java.util.Optional;

/// The outcome of one change.
///
/// @param now the code as this run left it; empty after a delete, and where nothing was changed
/// @param reason why it is not as wanted, where that isn't clear without a word
/// @param invalid whether the API refused what was to be written, or a part of it, as invalid
/// @param theirs of a merge, the fields that another writer changed
/// @param clashes what was wanted, and what is live instead
/// @param since what another writer has made of the code since, as far as that was seen
public record ChangeOutcome(
    Status status,
    Optional<LiveCode> now,
    Optional<String> reason,
    boolean invalid,
    List<Field> theirs,
    List<Clash> clashes,
    Since since) {
  /// How a change can end.
  public enum Status implements Word {
    /// It was made.
    APPLIED(true, true),
    /// It was made, and what another writer changed meanwhile was kept.
    MERGED(true, true),
    /// It was made, and not all of the code is as wanted now.
    ALTERED(true, false),
    /// Live was as desired before anything was written.
    ALREADY_APPLIED(false, true),
    /// Somebody else changed the same; nothing was overwritten.
    CONFLICT(false, false),
    /// It was not made.
    FAILED(false, false),
    /// It was sent, and it is unknown what became of it.
    UNKNOWN(false, false),
    /// Nothing was sent, since the run was stopped.
    NOT_BEGUN(false, false);

    private final boolean landed;
    private final boolean isDone;

    Status(boolean landed, boolean isDone) {
      this.landed = landed;
      this.isDone = isDone;
    }
  }

  /// What another writer has made of a code since this run wrote it.
  ///
  /// @param clashes what was written, and what is live; empty if the code was deleted
  public record Since(boolean isDeleted, List<Clash> clashes) {
    public static final Since NOTHING = new Since(false, List.of());

    public Since {
      clashes = List.copyOf(clashes);
    }

    /// `edited` or `deleted`; empty if nothing was made of it.
    public Optional<String> word() {
      if (isDeleted) return Optional.of("deleted");
      return clashes.isEmpty() ? Optional.empty() : Optional.of("edited");
    }
  }

  /// One field that two people want to be different.
  ///
  /// @param wanted what the files declare
  /// @param live what another writer made it
  public record Clash(Field field, Value wanted, Value live) {}

  public ChangeOutcome {
    theirs = List.copyOf(theirs);
    clashes = List.copyOf(clashes);
    if (status == Status.ALTERED && clashes.isEmpty()) {
      throw new IllegalArgumentException("all is as wanted");
    }
  }

  private ChangeOutcome(
      Status status, Optional<LiveCode> now, Optional<String> reason, List<Clash> clashes) {
    this(status, now, reason, false, List.of(), clashes, Since.NOTHING);
  }

  /// @param now empty after a delete
  public static ChangeOutcome applied(Optional<LiveCode> now) {
    return new ChangeOutcome(Status.APPLIED, now, Optional.empty(), List.of());
  }

  public static ChangeOutcome merged(LiveCode now, List<Field> theirs) {
    return new ChangeOutcome(
        Status.MERGED, Optional.of(now), Optional.empty(), false, theirs, List.of(), Since.NOTHING);
  }

  public static ChangeOutcome altered(LiveCode now, String reason, List<Clash> clashes) {
    return new ChangeOutcome(Status.ALTERED, Optional.of(now), Optional.of(reason), clashes);
  }

  public static ChangeOutcome alreadyApplied() {
    return new ChangeOutcome(Status.ALREADY_APPLIED, Optional.empty(), Optional.empty(), List.of());
  }

  public static ChangeOutcome conflict(String reason, List<Clash> clashes) {
    return new ChangeOutcome(Status.CONFLICT, Optional.empty(), Optional.of(reason), clashes);
  }

  public static ChangeOutcome failed(String reason) {
    return new ChangeOutcome(Status.FAILED, Optional.empty(), Optional.of(reason), List.of());
  }

  public static ChangeOutcome unknown(String reason, List<Clash> clashes) {
    return new ChangeOutcome(Status.UNKNOWN, Optional.empty(), Optional.of(reason), clashes);
  }

  /// @param reason what the run was stopped by, when the change was about to be sent
  public static ChangeOutcome notBegun(String reason) {
    return notBegun().because(reason);
  }

  public static ChangeOutcome notBegun() {
    return new ChangeOutcome(Status.NOT_BEGUN, Optional.empty(), Optional.empty(), List.of());
  }

  /// The same, refused by the API as invalid or not.
  public ChangeOutcome invalid(boolean invalid) {
    return new ChangeOutcome(status, now, reason, invalid, theirs, clashes, since);
  }

  /// The same for another reason.
  public ChangeOutcome because(String reason) {
    return new ChangeOutcome(status, now, Optional.of(reason), invalid, theirs, clashes, since);
  }

  /// The same with what was seen later; of a code that this run didn't change, just the same.
  public ChangeOutcome with(Since since) {
    return landed()
        ? new ChangeOutcome(status, now, reason, invalid, theirs, clashes, since)
        : this;
  }

  /// What was wanted, and what is live instead, as far as anybody knows; where all is as wanted,
  /// what was written and what another writer has made of it.
  @Override
  public List<Clash> clashes() {
    return clashes.isEmpty() ? since.clashes() : clashes;
  }

  /// Its name in documents, such as `already-applied`.
  public String word() {
    return status.word();
  }

  /// Whether this run changed the code.
  public boolean landed() {
    return status.landed;
  }

  /// Whether the code is as desired now, so that others may build on it.
  public boolean isDone() {
    return status.isDone;
  }
}
