package dev.wrapup.report;

import dev.wrapup.audit.Recorded;
import dev.wrapup.model.Words;
import java.util.List;

/// Whether journals can be trusted, as text and as `wrapup.verify/1`.
public final class VerifyReport {
  private final List<Recorded> journals;

  public VerifyReport(List<Recorded> journals) {
    this.journals = List.copyOf(journals);
  }

  public String text(Look look) {
    Paint paint = new Paint(look.color());
    StringBuilder text = new StringBuilder();
    for (Recorded journal : journals) {
      String sign = journal.isClosed() ? paint.good("✓") : paint.bad("✗");
      text.append("%s %s\n".formatted(sign, Visible.text(journal.path().toString(), look)));
      text.append("  ").append(told(journal)).append('\n');
      if (journal.broken().isEmpty()) {
        text.append("  head sha256:").append(journal.head()).append('\n');
      }
    }
    return text.toString();
  }

  private static String told(Recorded journal) {
    if (journal.isClosed()) {
      return "intact: %s, closed".formatted(Words.count(journal.records(), "record"))
          + (journal.wasCutShort() ? " after its run was cut short: " + made(journal) : "");
    }
    return journal
        .broken()
        .map(broken -> "broken at record %,d: %s".formatted(broken.number(), broken.reason()))
        .orElseGet(
            () ->
                "open: crashed or cut after %s, %s behind them"
                    .formatted(
                        Words.count(journal.records(), "record"),
                        Words.count(journal.cut(), "byte")));
  }

  private static String made(Recorded journal) {
    return Words.made(journal.made(), journal.run().planned());
  }

  public String json(Look look) {
    return JsonText.of(
        look,
        json -> {
          json.writeStringProperty("format", "wrapup.verify/1");
          json.writeArrayPropertyStart("journals");
          for (Recorded journal : journals) {
            json.writeStartObject();
            json.writeStringProperty("path", journal.path().toString());
            json.writeStringProperty("state", state(journal));
            json.writeNumberProperty("records", journal.records());
            json.writeNumberProperty("cut", journal.cut());
            json.writeStringProperty("head", journal.head());
            if (journal.broken().isPresent()) {
              json.writeObjectPropertyStart("broken");
              json.writeNumberProperty("record", journal.broken().get().number());
              json.writeStringProperty("reason", journal.broken().get().reason());
              json.writeEndObject();
            } else {
              json.writeNullProperty("broken");
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /// `intact`, `open` or `broken`.
  static String state(Recorded journal) {
    if (journal.isClosed()) return "intact";
    return journal.isOpen() ? "open" : "broken";
  }
}
