package dev.wrapup.report.fleet;

import dev.wrapup.model.Target;
import dev.wrapup.model.source.Sha256;
import dev.wrapup.report.doc.Doc;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What came of one target of a fleet.
///
/// @param exit what a process about this target alone would end with
/// @param digest of its plan; of drift, the fingerprint; empty if it came to none
/// @param summary how many of what
/// @param told of its codes
/// @param remarks why nothing goes on, in a sentence each
/// @param journal where its changes are recorded
public record TargetReport(
    String name,
    int wave,
    int exit,
    Optional<Target> target,
    Optional<String> digest,
    Map<String, Integer> summary,
    Told told,
    List<String> remarks,
    Optional<String> journal,
    Optional<Problem> error) {
  /// Why a target came to no result.
  ///
  /// @param next what to do about it
  public record Problem(String code, String message, String next) {}

  public TargetReport {
    remarks = List.copyOf(remarks);
  }

  /// Whether it came to a plan or what was done of one, and not to a stop before that.
  boolean hasResult() {
    return error.isEmpty() && digest.isPresent();
  }

  /// One that came to no result.
  public static TargetReport failed(String name, int wave, int exit, Problem problem) {
    return new TargetReport(
        name,
        wave,
        exit,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Told.NOTHING,
        List.of(),
        Optional.empty(),
        Optional.of(problem));
  }

  /// What is told of codes, as far as a reader takes it in; the same for targets that are alike.
  ///
  /// @param first of them
  /// @param count how many there are
  /// @param likeness equal if all is, apart from where it is declared
  public record Told(List<Doc.Item> first, int count, String likeness) {
    public static final Told NOTHING = of(List.of());

    /// So many are kept.
    private static final int MOST = 20;

    public static Told of(List<Doc.Item> items) {
      StringBuilder all = new StringBuilder();
      for (Doc.Item item : items) {
        all.append(item.name().raw()).append('\0').append(item.what().raw()).append('\0');
        item.more().forEach(more -> all.append(more.raw()).append('\0'));
      }
      List<Doc.Item> first = items.stream().limit(MOST).toList();
      return new Told(first, items.size(), Sha256.hex(all.toString()));
    }
  }
}
