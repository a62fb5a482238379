package dev.wrapup.report;

import dev.wrapup.model.Target;
import java.util.List;
import java.util.Locale;

/// What a check-up of the connection found.
public record DoctorReport(Target target, List<Check> checks) {
  public DoctorReport {
    checks = List.copyOf(checks);
  }

  /// One finding of it.
  ///
  /// @param remedy what to do; empty if nothing is to be done
  public record Check(String name, State state, String message, String remedy) {
    public enum State {
      OK,
      WARNING,
      FAILED;

      String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }

  public String text(Look look) {
    Paint paint = new Paint(look.color());
    StringBuilder text = new StringBuilder();
    text.append(
        "wrapup doctor  %s (%s)\n\n"
            .formatted(
                Visible.text(target.environment(), look), Visible.text(target.baseUrl(), look)));
    for (Check check : checks) {
      String sign =
          switch (check.state()) {
            case OK -> paint.good("✓");
            case WARNING -> paint.warn("!");
            case FAILED -> paint.bad("✗");
          };
      String left = "  " + sign + " " + Columns.pad(check.name(), 14) + " ";
      text.append(Columns.hang(left, Visible.text(check.message(), look), look.columns()));
      if (check.remedy().isEmpty()) continue;
      String remedy = "→ " + Visible.text(check.remedy(), look);
      text.append(Columns.hang(" ".repeat(19), remedy, look.columns()));
    }
    return text.toString();
  }

  public String json(Look look) {
    return JsonText.of(
        look,
        json -> {
          json.writeStringProperty("format", "wrapup.doctor/1");
          PlanJson.target(json, target);
          json.writeArrayPropertyStart("checks");
          for (Check check : checks) {
            json.writeStartObject();
            json.writeStringProperty("name", check.name());
            json.writeStringProperty("state", check.state().word());
            json.writeStringProperty("message", check.message());
            json.writeStringProperty("remedy", check.remedy());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
