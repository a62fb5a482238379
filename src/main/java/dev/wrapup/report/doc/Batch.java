package dev.wrapup.report.doc;

import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Risk;
import java.util.List;

/// The same edit of several codes.
///
/// @param what becomes of which field
/// @param edit who edited them last
/// @param referred how many of them something refers to, as far as that breaks nothing
public record Batch(
    String sign,
    Tone tone,
    Risk risk,
    String verbs,
    Phrase what,
    Phrase edit,
    List<Doc.Card> cards,
    long referred)
    implements Doc.Entry {
  public List<String> codes() {
    return Doc.lazily(cards, Doc.Card::code);
  }

  /// Who is referred to; empty if nobody is.
  public String references() {
    return referred == 0
        ? ""
        : "%,d of them %s referred to; refs with a code tells by whom"
            .formatted(referred, Words.verb(referred, "is", "are"));
  }

  /// `240 codes`.
  public String count() {
    return Words.count(cards.size(), "code");
  }

  /// `240 × displayName: Outcome … → Result …`.
  public Phrase line() {
    return Phrase.ours("%,d × ".formatted(cards.size())).and(what);
  }
}
