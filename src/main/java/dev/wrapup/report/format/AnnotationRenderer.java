package dev.wrapup.report.format;

import dev.wrapup.model.Value;
import dev.wrapup.model.source.Finding.Severity;
import dev.wrapup.plan.diff.Warning;
import dev.wrapup.report.doc.Batch;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What of a report is worth a word beside the line of a file that it is about. Others' texts are
/// made harmless with the whole line.
final class AnnotationRenderer {
  /// So many codes of a list are named.
  private static final int NAMED = 100;

  private final List<Annotation> annotations = new ArrayList<>();

  private AnnotationRenderer() {}

  static List<Annotation> of(Doc doc) {
    AnnotationRenderer drawn = new AnnotationRenderer();
    doc.callout().ifPresent(drawn::callout);
    doc.blocks().forEach(drawn::block);
    return drawn.annotations;
  }

  private void callout(Doc.Callout callout) {
    Severity severity = callout.tone() == Tone.BAD ? Severity.ERROR : Severity.WARNING;
    String title = callout.title().toLowerCase(Locale.ROOT);
    for (Doc.Point point : callout.points()) {
      annotations.add(
          new Annotation(
              severity,
              point.at(),
              point.code().isEmpty() ? title : title + ": " + point.code(),
              List.of(point.text().raw())));
    }
  }

  private void block(Doc.Block block) {
    switch (block) {
      case Doc.Changes changes -> {
        if (!changes.risks().isEmpty()) {
          annotations.add(Annotation.notice("risk", changes.counts()));
        }
        for (Doc.Entry entry : changes.entries()) {
          if (entry instanceof Doc.Card card) change(card);
        }
      }
      case Doc.Group group -> {
        for (Doc.Entry entry : group.entries()) {
          switch (entry) {
            case Doc.Card card -> alarm(group, card);
            case Batch batch -> batch.cards().forEach(card -> alarm(group, card));
          }
        }
      }
      case Doc.Listing listing -> {
        if (listing.flows()) names(listing);
        else listing.items().forEach(this::item);
      }
      case Doc.Findings findings ->
          findings.findings().forEach(finding -> annotations.add(Annotation.of(finding)));
      case Doc.Names ignored -> {}
      case Doc.Figures ignored -> {}
      case Doc.Note ignored -> {}
      case Doc.Notice notice ->
          annotations.add(Annotation.notice(notice.title(), notice.text().raw()));
    }
  }

  /// What came of a change where that isn't what was wanted, and what it may break.
  private void change(Doc.Card card) {
    if (card.risk().isEmpty() && card.tone() == Tone.BAD) {
      List<String> lines = new ArrayList<>(List.of(card.note().raw()));
      card.clashes().forEach(field -> lines.add(field.clash().raw()));
      add(Severity.ERROR, card, card.verbs(), lines);
    }
    List<String> noted =
        card.fields().stream()
            .filter(field -> !field.note().isEmpty())
            .map(AnnotationRenderer::line)
            .toList();
    if (!card.tag().isEmpty() && !noted.isEmpty()) add(Severity.WARNING, card, card.tag(), noted);
    for (Warning warning : card.impact().warnings()) {
      add(Severity.WARNING, card, warning.kind().word(), List.of(warning.message()));
    }
  }

  private void alarm(Doc.Group group, Doc.Card card) {
    if (group.alarm().isEmpty()) return;
    List<String> lines = new ArrayList<>(List.of(group.heading().title()));
    card.fields().forEach(field -> lines.add(line(field)));
    add(Severity.WARNING, card, group.alarm(), lines);
  }

  private static String line(Doc.Field field) {
    String note = field.note().isEmpty() ? "" : " (" + field.note().raw() + ")";
    return field.name().raw() + ": " + raw(field.from()) + " → " + raw(field.to()) + note;
  }

  private static String raw(Optional<Value> value) {
    return value.map(Phrase::value).orElse(Phrase.ours("nothing")).raw();
  }

  private void add(Severity severity, Doc.Card card, String what, List<String> lines) {
    annotations.add(new Annotation(severity, card.at(), card.code() + ": " + what, lines));
  }

  private void names(Doc.Listing listing) {
    Doc.Heading heading = listing.heading();
    Phrase codes = Phrase.named(Doc.lazily(listing.items(), Doc.Item::name), NAMED);
    annotations.add(Annotation.warning(heading.id(), heading.title() + ": " + codes.raw()));
  }

  private void item(Doc.Item item) {
    if (item.tone() != Tone.WARN && item.tone() != Tone.BAD) return;
    List<String> lines = new ArrayList<>();
    if (!item.what().isEmpty()) lines.add(item.what().raw());
    item.more().forEach(line -> lines.add(line.raw()));
    Severity severity = item.tone() == Tone.BAD ? Severity.ERROR : Severity.WARNING;
    annotations.add(new Annotation(severity, item.at(), item.name().raw(), lines));
  }
}
