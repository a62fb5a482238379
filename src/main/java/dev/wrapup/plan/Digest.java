package dev.wrapup.plan;

import dev.wrapup.model.Sha256;
import dev.wrapup.model.Target;
import java.util.List;

/// Names of effects.
final class Digest {
  private Digest() {}

  static String of(Target target, List<Change> changes) {
    return "sha256:" + Sha256.hex(target + "" + changes);
  }

  static String token(Plan plan, List<Refusal> refusals) {
    return Sha256.hex(plan.digest() + refusals);
  }
}
