package dev.wrapup.plan;

import java.util.List;

/// The rules of a file's policy, each a question to a plan.
final class Policies {
  private Policies() {}

  static List<Refusal> refusals(Plan plan) {
    return List.of();
  }
}
