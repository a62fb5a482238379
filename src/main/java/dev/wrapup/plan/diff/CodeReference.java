package dev.wrapup.plan.diff;

import dev.wrapup.model.Referrer;
import dev.wrapup.model.text.Word;

/// That something live names the code of a change.
public record CodeReference(Referrer referrer, By by) {
  public enum By implements Word {
    ID,
    NAME;
  }
}
