package dev.wrapup.report;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Usage;
import dev.wrapup.plan.Reference;
import java.util.List;

/// Who refers to a code.
///
/// @param unread sources that could not be asked; with one, "nobody" means unknown
public record RefsReport(LiveCode live, List<Reference> references, List<Usage.Unread> unread) {
  public RefsReport {
    references = List.copyOf(references);
    unread = List.copyOf(unread);
  }

  public String text(Look look) {
    StringBuilder text = new StringBuilder();
    text.append(new Paint(look.color()).bold(Visible.text(live.code(), look)))
        .append("  id ")
        .append(Visible.text(live.id(), look))
        .append('\n');
    for (Reference reference : references) {
      text.append(
          "  %s \"%s\", by %s (id %s)\n"
              .formatted(
                  reference.referrer().kind().replace('-', ' '),
                  Visible.text(reference.referrer().name(), look),
                  reference.by().word(),
                  Visible.text(reference.referrer().id(), look)));
    }
    for (Usage.Unread source : unread) {
      text.append("  unknown, not nobody: ")
          .append(Visible.text(source.kind() + ": " + source.reason(), look))
          .append('\n');
    }
    if (references.isEmpty() && unread.isEmpty()) text.append("  nobody refers to it\n");
    return text.toString();
  }

  public String json(Look look) {
    return JsonText.of(
        look,
        json -> {
          json.writeStringProperty("format", "wrapup.refs/1");
          json.writeStringProperty("code", live.code());
          json.writeStringProperty("id", live.id());
          PlanJson.references(json, references);
          json.writeArrayPropertyStart("unread");
          for (Usage.Unread source : unread) {
            json.writeStartObject();
            json.writeStringProperty("kind", source.kind());
            json.writeStringProperty("reason", source.reason());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
