package dev.wrapup.plan;

import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Target;
import dev.wrapup.model.Value;
import dev.wrapup.model.source.Sha256;
import dev.wrapup.plan.diff.Effect;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Names of effects: SHA-256 over canonical JSON (keys sorted, no white space, RFC 8785 strings) of
/// what a plan does and to whom. Positions, times, revisions, origins and findings don't count.
final class Digest {
  /// Of an approval token: 128 bits, so that it can be passed on by hand.
  private static final int TOKEN_DIGITS = 32;

  private static final Comparator<Effect> ORDER =
      Comparator.comparing((Effect effect) -> effect.id().orElse(""))
          .thenComparing(Effect::code)
          .thenComparing(Effect::action)
          .thenComparing(effect -> effect.queue().map(Value.Outcome::id).orElse(""));

  private static final Comparator<LiveCode> BY_ID = Comparator.comparing(LiveCode::id);

  private Digest() {}

  static String of(Target target, List<Effect> effects) {
    StringBuilder json = new StringBuilder("{\"changes\":");
    effects(json, effects);
    json.append(",\"target\":");
    target(json, target);
    return "sha256:" + Sha256.hex(json.append('}').toString());
  }

  /// Of what drifted: the effects that would undo it, and the codes that no file names.
  static String fingerprint(Target target, List<Effect> effects, List<LiveCode> undeclared) {
    StringBuilder json = new StringBuilder("{\"drift\":");
    effects(json, effects);
    json.append(",\"target\":");
    target(json, target);
    json.append(",\"undeclared\":[");
    String separator = "";
    for (LiveCode code : undeclared.stream().sorted(BY_ID).toList()) {
      json.append(separator).append("{\"code\":");
      text(json, code.code());
      json.append(",\"id\":");
      text(json, code.id());
      json.append('}');
      separator = ",";
    }
    return "sha256:" + Sha256.hex(json.append("]}").toString());
  }

  private static void effects(StringBuilder json, List<Effect> effects) {
    json.append('[');
    String separator = "";
    for (Effect effect : effects.stream().sorted(ORDER).toList()) {
      json.append(separator);
      effect(json, effect);
      separator = ",";
    }
    json.append(']');
  }

  private static void target(StringBuilder json, Target target) {
    json.append("{\"api\":");
    text(json, target.api());
    json.append(",\"baseUrl\":");
    text(json, target.baseUrl());
    json.append(",\"environment\":");
    text(json, target.environment());
    json.append(",\"organization\":");
    optional(json, target.organization());
    json.append('}');
  }

  /// Over a plan's digest and the set of its refusals.
  static String token(String digest, List<Refusal> refusals) {
    String set =
        refusals.stream()
            .map(refusal -> refusal.code() + "\n" + refusal.message() + "\n")
            .sorted()
            .distinct()
            .collect(Collectors.joining());
    return Sha256.hex(digest + "\n" + set).substring(0, TOKEN_DIGITS);
  }

  private static void effect(StringBuilder json, Effect effect) {
    json.append("{\"action\":");
    text(json, effect.action().word());
    json.append(",\"code\":");
    text(json, effect.code());
    json.append(",\"fields\":[");
    String separator = "";
    for (Effect.Part part : effect.parts()) {
      json.append(separator).append("{\"field\":");
      text(json, part.field());
      json.append(",\"from\":");
      value(json, part.from());
      json.append(",\"to\":");
      value(json, part.to());
      json.append('}');
      separator = ",";
    }
    json.append("],\"id\":");
    optional(json, effect.id());
    json.append('}');
  }

  private static void value(StringBuilder json, Optional<Value> value) {
    if (value.isEmpty()) {
      json.append("null");
      return;
    }
    switch (value.get()) {
      case Value.Text text -> text(json, text.text());
      case Value.Outcomes outcomes -> {
        json.append('[');
        String separator = "";
        for (Value.Outcome outcome : outcomes.outcomes()) {
          json.append(separator).append("{\"id\":");
          text(json, outcome.id());
          json.append(",\"name\":");
          text(json, outcome.name());
          json.append('}');
          separator = ",";
        }
        json.append(']');
      }
    }
  }

  private static void optional(StringBuilder json, Optional<String> text) {
    if (text.isEmpty()) json.append("null");
    else text(json, text.get());
  }

  /// A JSON string as RFC 8785 section 3.2.2.2 writes it (read 2026-11-23); lone surrogates, which
  /// it forbids, are escaped.
  private static void text(StringBuilder json, String text) {
    json.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      String escaped = escaped(text, i);
      if (escaped.isEmpty()) continue;
      json.append(text, written, i).append(escaped);
      written = i + 1;
    }
    json.append(text, written, text.length()).append('"');
  }

  /// @return how a character is written; empty if as it is
  private static String escaped(String text, int i) {
    char c = text.charAt(i);
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> c < ' ' || isLoneSurrogate(text, i) ? "\\u%04x".formatted((int) c) : "";
    };
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (!Character.isSurrogate(c)) return false;
    boolean opens = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
    boolean closes = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), c);
    return !opens && !closes;
  }
}
