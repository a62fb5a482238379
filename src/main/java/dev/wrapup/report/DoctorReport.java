package dev.wrapup.report;

import dev.wrapup.model.Target;
import dev.wrapup.model.text.Word;
import dev.wrapup.report.doc.Doc;
import dev.wrapup.report.doc.OutputStyle;
import dev.wrapup.report.doc.Phrase;
import dev.wrapup.report.doc.Tone;
import dev.wrapup.report.json.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a check-up of the connection found.
public record DoctorReport(Target target, List<Check> checks) {
  public DoctorReport {
    checks = List.copyOf(checks);
  }

  /// One finding of it.
  ///
  /// @param remedy what to do; empty if nothing is to be done
  public record Check(String name, State state, String message, String remedy) {
    public enum State implements Word {
      OK,
      WARNING,
      FAILED
    }
  }

  public Doc doc(String tool, Instant at) {
    Phrase subject = PlanDoc.subject(target);
    Phrase about =
        Phrase.theirs(target.environment()).and(" (").and(Phrase.theirs(target.baseUrl())).and(")");
    return Doc.of(
        Doc.Head.of("doctor", about, subject, tool, at),
        "check",
        checks.stream().map(DoctorReport::item).toList());
  }

  private static Doc.Item item(Check check) {
    Tone tone =
        switch (check.state()) {
          case OK -> Tone.GOOD;
          case WARNING -> Tone.WARN;
          case FAILED -> Tone.BAD;
        };
    List<Phrase> remedy =
        check.remedy().isEmpty()
            ? List.of()
            : List.of(Phrase.ours("→ ").and(Phrase.theirs(check.remedy())));
    return new Doc.Item(
        tone, Phrase.ours(check.name()), Phrase.theirs(check.message()), remedy, Optional.empty());
  }

  public String json(OutputStyle look) {
    return JsonText.of(
        look,
        "wrapup.doctor/1",
        json ->
            json.target(target)
                .array(
                    "checks",
                    checks,
                    (item, check) ->
                        item.text("name", check.name())
                            .text("state", check.state().word())
                            .text("message", check.message())
                            .text("remedy", check.remedy())));
  }
}
