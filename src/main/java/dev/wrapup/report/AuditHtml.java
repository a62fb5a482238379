package dev.wrapup.report;

import dev.wrapup.audit.AuditReport;
import dev.wrapup.model.Words;
import dev.wrapup.plan.Effect;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a run did, as one HTML file that needs nothing else: what went wrong first.
public final class AuditHtml {
  private final AuditReport report;
  private final List<Entry> entries;

  private AuditHtml(AuditReport report) {
    this.report = report;
    this.entries =
        IntStream.range(0, Math.min(PlanHtml.ROWS, report.rows().size()))
            .mapToObj(i -> new Entry(i + 1, report.rows().get(i)))
            .toList();
  }

  public static String render(AuditReport report, Look look) {
    AuditHtml page = new AuditHtml(report);
    String subject = PlanWords.target(report.run().target()).plain(look);
    Page frame = new Page("wrapup audit", subject, report.run().tool(), page.begun());
    return Html.of(look, html -> JteauditGenerated.render(html, null, frame, page));
  }

  /// A journal that somebody else wrote may hold any text there.
  private Instant begun() {
    try {
      return Instant.parse(report.begun());
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  AuditReport report() {
    return report;
  }

  List<Entry> entries() {
    return entries;
  }

  int omitted() {
    return report.rows().size() - entries.size();
  }

  String shown() {
    return "%,d of %s shown".formatted(entries.size(), Words.count(report.rows().size(), "change"));
  }

  String tone() {
    return alarms().isEmpty() ? "good" : "bad";
  }

  String headline() {
    return AuditWords.headline(report);
  }

  List<String> alarms() {
    return AuditWords.alarms(report);
  }

  List<Phrase> facts() {
    return AuditWords.facts(report);
  }

  List<AuditWords.Figure> figures() {
    return AuditWords.figures(report);
  }

  String state() {
    return VerifyReport.state(report.journal());
  }

  List<Tally> tallies() {
    return List.of(
        Tally.of(report.metrics().totalUpdates() - count("altered"), "landed", "good"),
        Tally.of(count("already-applied"), "already as desired", "plain"),
        Tally.of(count("altered"), "altered", "bad"),
        Tally.of(count("conflict"), count("conflict") == 1 ? "conflict" : "conflicts", "bad"),
        Tally.of(count("failed"), "failed", "bad"),
        Tally.of(count("unknown") + report.undecided(), "unknown", "bad"),
        Tally.of(report.notBegun().orElse(0), "not begun", "bad"),
        Tally.of(report.counts().told("accepted"), "events accepted", "good"),
        Tally.of(
            report.counts().told("failed") + report.counts().told("owed"),
            "events not accepted",
            "bad"));
  }

  private int count(String outcome) {
    return report.counts().outcome(outcome);
  }

  /// One field of a change.
  record Field(String name, ValueHtml from, ValueHtml to) {
    private static Field of(String name, Difference difference) {
      return switch (difference) {
        case Difference.Added added ->
            new Field(name, ValueHtml.NONE, ValueHtml.whole(added.value()));
        case Difference.Removed removed ->
            new Field(name, ValueHtml.whole(removed.value()), ValueHtml.NONE);
        case Difference.Texts texts -> {
          List<WordDiff.Part> parts = WordDiff.of(texts.from(), texts.to());
          yield new Field(
              name, ValueHtml.before(texts.from(), parts), ValueHtml.after(texts.to(), parts));
        }
        case Difference.Sets sets ->
            new Field(
                name,
                ValueHtml.outcomes(sets.from(), sets.gone()),
                ValueHtml.outcomes(sets.to(), sets.come()));
      };
    }
  }

  /// One change on the page.
  ///
  /// @param number on its page, from 1
  record Entry(int number, AuditReport.Row row) {
    String anchor() {
      return "c" + number;
    }

    String outcome() {
      return AuditWords.outcome(row);
    }

    String sign() {
      return row.isWrong() ? "✗" : "✓";
    }

    /// A class of the style sheet.
    String tone() {
      return row.isWrong() ? "delete" : "create";
    }

    Phrase note() {
      return AuditWords.note(row);
    }

    List<Field> fields() {
      List<Field> fields = new ArrayList<>();
      for (Effect.Part part : row.parts()) {
        AuditWords.difference(part)
            .ifPresent(difference -> fields.add(Field.of(part.field(), difference)));
      }
      return fields;
    }

    List<Field> clashes() {
      return row.clashes().stream()
          .map(
              clash ->
                  new Field(
                      clash.field(),
                      ValueHtml.whole(clash.wanted()),
                      ValueHtml.whole(clash.live())))
          .toList();
    }

    String fieldNames() {
      return AuditWords.fields(row);
    }

    /// Which code it is, from which revision to which, when it came to its outcome, and how long
    /// that took.
    Phrase place() {
      List<Phrase> place = new ArrayList<>();
      row.id().ifPresent(id -> place.add(Phrase.ours("id ").and(Phrase.theirs(id))));
      revisions().ifPresent(some -> place.add(Phrase.ours("revision ").and(Phrase.theirs(some))));
      if (!row.at().isEmpty()) place.add(Phrase.theirs(row.at()));
      latency().ifPresent(time -> place.add(Phrase.ours(time)));
      return Phrase.join(" · ", place);
    }

    private Optional<String> revisions() {
      return row.audited()
          .flatMap(
              audited ->
                  audited
                      .revisionAfter()
                      .map(
                          after ->
                              audited.revisionBefore().map(b -> b + " → ").orElse("") + after));
    }

    private Optional<String> latency() {
      return row.audited()
          .flatMap(AuditReport.Audited::latencyMs)
          .map(millis -> "%,d ms".formatted(millis));
    }
  }
}
