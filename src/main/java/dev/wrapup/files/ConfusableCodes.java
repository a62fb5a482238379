package dev.wrapup.files;

import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.text.Confusables;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Warns of declared codes that agents can't tell apart. Two that are pinned by their ids are live
/// already, and nobody made a slip.
final class ConfusableCodes {
  private ConfusableCodes() {}

  static void check(List<DesiredCode> codes, FindingCollector findings) {
    Map<String, DesiredCode> firsts = new HashMap<>();
    Set<String> told = new HashSet<>();
    for (DesiredCode code : codes) {
      DesiredCode first = firsts.putIfAbsent(Confusables.shape(code.key()), code);
      if (first == null || first.key().equals(code.key())) continue;
      if (first.id().isPresent() && code.id().isPresent()) continue;
      if (told.add(first.key())) warn(first, code, findings);
      warn(code, first, findings);
    }
  }

  private static void warn(DesiredCode code, DesiredCode other, FindingCollector findings) {
    findings.warning(
        "looks-alike",
        "%s is easily taken for %s (%s): they differ only in this: %s"
            .formatted(
                code.key(),
                other.key(),
                other.at(),
                Confusables.difference(code.key(), other.key())),
        code.code(),
        "keep one of them; if both are live and meant, pin both by 'id'");
  }
}
