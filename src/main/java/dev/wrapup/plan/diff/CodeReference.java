package dev.wrapup.plan.diff;

import dev.wrapup.model.Referrer;
import java.util.Locale;

/// That something live names the code of a change.
public record CodeReference(Referrer referrer, By by) {
  public enum By {
    ID,
    NAME;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
