package dev.wrapup.files;

import dev.wrapup.files.spec.FileSpec;
import dev.wrapup.files.yaml.BrokenFileException;
import dev.wrapup.files.yaml.ExpandedEvents;
import dev.wrapup.files.yaml.Quote;
import dev.wrapup.files.yaml.SourceText;
import dev.wrapup.model.DesiredCode;
import dev.wrapup.model.DesiredState;
import dev.wrapup.model.Deviations;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.queue.Offer;
import dev.wrapup.model.queue.QueuePatterns;
import dev.wrapup.model.source.SourceFile;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.source.Sourced;
import dev.wrapup.model.text.Suggestion;
import dev.wrapup.model.text.Wildcards;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads one desired-state file.
final class FileReader {
  private final SourceFile file;
  private final FileSpec spec;
  private final FieldReader in;
  private final LocalDate today;

  private final Map<String, Sourced<String>> guards = new HashMap<>();
  private final Map<String, SourcePosition> keys = new HashMap<>();
  private final Map<Field, Sourced<Value>> defaults = new HashMap<>();
  private List<Sourced<String>> scope = List.of();
  private Policy policy = Policy.DEFAULT;
  private List<Sourced<String>> retired = List.of();
  private final List<Offer> offers = new ArrayList<>();
  private int patterns;
  private int patternsWithInner;
  private List<Sourced<String>> except = List.of();
  private final List<DesiredCode> overrides = new ArrayList<>();
  private List<DesiredCode> codes = List.of();

  private FileReader(
      SourceFile file, String text, FileSpec spec, FindingCollector findings, LocalDate today) {
    this.file = file;
    this.spec = spec;
    this.today = today;
    this.in = new FieldReader(spec.dialect(), new ExpandedEvents(file, text), findings);
  }

  /// What a file says, as far as it could be read; the rest is in the findings.
  static Content read(SourceFile file, FileSpec spec, FindingCollector findings, LocalDate today) {
    try {
      FileReader reader = new FileReader(file, SourceText.of(file), spec, findings, today);
      try {
        reader.document();
      } catch (BrokenFileException broken) {
        findings.add(broken);
      }
      return reader.content();
    } catch (BrokenFileException broken) {
      findings.add(broken);
      return new Content(Map.of(), DesiredState.nothing(spec.dialect()));
    }
  }

  /// What one file says.
  ///
  /// @param keys where each key stands
  record Content(Map<String, SourcePosition> keys, DesiredState state) {}

  private Content content() {
    List<DesiredCode> complete =
        defaults.isEmpty()
            ? codes
            : codes.stream().map(code -> code.withDefaults(defaults)).toList();
    DesiredState state =
        new DesiredState(
            List.of(file),
            spec.dialect(),
            Optional.ofNullable(guards.get("api")),
            Optional.ofNullable(guards.get("environment")),
            Optional.ofNullable(guards.get("organization")),
            scope,
            policy,
            retired,
            offers,
            new Deviations(except, overrides),
            complete);
    return new Content(keys, state);
  }

  private void document() {
    Optional<SourcePosition> map =
        in.document(file, this::key, "write 'format: 1' and 'codes: {}' if nothing is declared");
    if (map.isEmpty()) return;
    require("format", map.get(), "write 'format: " + FileSpec.FORMAT + "'");
    require("codes", map.get(), "write 'codes: {}' if no code is declared");
  }

  private void require(String key, SourcePosition at, String hint) {
    if (!keys.containsKey(key)) in.missingKey(key, "the file", at, hint);
  }

  private void key(Sourced<String> key) {
    if (spec.file().key(key.value()).isEmpty()) {
      in.unknownKey(key, "", spec.file());
      return;
    }
    keys.put(key.value(), key.at());
    switch (key.value()) {
      case "format" -> in.text("'format'").ifPresent(in::checkFormat);
      case "api" -> guard(key).ifPresent(this::checkApi);
      case "environment" -> guard(key);
      case "organization" -> guard(key).ifPresent(this::checkOrganization);
      case "defaults" ->
          in.map(
              "'defaults'",
              part -> in.field(part, "'defaults'", spec.file().map("defaults"), defaults));
      case "policy" -> policy = new PolicyReader(in, spec).read();
      case "retired" -> retired = in.codes("'retired'");
      case "offers" -> in.map("'offers'", this::offer);
      case "except" -> except = in.codes("'except'");
      case "override" -> in.map("'override'", this::override);
      case "codes" -> codes = new CodeReader(in, spec.file().map("codes"), today).read();
      default -> scope();
    }
  }

  private void offer(Sourced<String> queue) {
    boolean isName = in.isQueueName(queue);
    List<Sourced<String>> codes = in.codes("the offer of " + Quote.of(queue.value()));
    if (!isName) return;
    Offer offer = new Offer(queue, codes);
    if (!offer.isPattern() || isWithin(queue)) offers.add(offer);
  }

  /// Whether there aren't too many patterns yet, which is told of the first that is too many.
  private boolean isWithin(Sourced<String> pattern) {
    int now = ++patterns;
    if (now == QueuePatterns.MOST + 1) {
      in.findings.error(
          "too-many",
          "there are more than %,d patterns of queues".formatted(QueuePatterns.MOST),
          pattern,
          "name the queues, or write fewer patterns that fit more of them");
    }
    if (!Wildcards.of(pattern.value()).hasInner()) return now <= QueuePatterns.MOST;
    int inner = ++patternsWithInner;
    if (inner == QueuePatterns.MOST_WITH_INNER + 1) {
      in.findings.error(
          "too-many",
          "there are more than %,d patterns of queues with text between two stars"
              .formatted(QueuePatterns.MOST_WITH_INNER),
          pattern,
          "name the queues, or write patterns that have one star");
    }
    return now <= QueuePatterns.MOST && inner <= QueuePatterns.MOST_WITH_INNER;
  }

  private void override(Sourced<String> code) {
    in.checkCode(code);
    String where = "the override of " + Quote.of(code.value());
    Map<Field, Sourced<Value>> values = new HashMap<>();
    boolean isMap =
        in.map(where, part -> in.field(part, "'override'", spec.file().map("override"), values));
    if (!isMap) return;
    overrides.add(new DesiredCode(code, Optional.empty(), values, Map.of(), List.of(), List.of()));
  }

  private void scope() {
    Dialect.Scope part = spec.dialect().scope().orElseThrow();
    SourcePosition at = in.here();
    int before = in.findings.size();
    scope =
        in.texts("'" + part.key() + "'").stream()
            .filter(text -> in.fits(part.field(), text))
            .toList();
    if (!scope.isEmpty() || in.findings.size() > before) return;
    String hint =
        "name what the file is for, or remove the key if it is for the whole organization";
    in.empty(part.key(), at, hint);
  }

  private Optional<Sourced<String>> guard(Sourced<String> key) {
    Optional<Sourced<String>> value = in.text("'" + key.value() + "'");
    if (value.isPresent() && value.get().value().isBlank()) {
      String hint = "write the target that the file is for, or remove the key";
      in.empty(key.value(), value.get().at(), hint);
      return Optional.empty();
    }
    value.ifPresent(text -> guards.put(key.value(), text));
    return value;
  }

  private void checkApi(Sourced<String> api) {
    List<String> known = Dialect.ALL.stream().map(Dialect::api).toList();
    if (api.value().equals(spec.dialect().api())) return;
    if (known.contains(api.value())) {
      in.findings.error(
          "odd-api",
          "this is not seen before the codes are read, or contradicts another 'api'",
          api,
          "write it once and plainly: api: " + api.value());
      return;
    }
    String hint = Suggestion.among(api.value(), known);
    in.findings.error("unknown-word", api, "there is no api %s", hint);
  }

  private void checkOrganization(Sourced<String> organization) {
    if (spec.dialect().namesOrganization()) return;
    in.findings.error(
        "unchecked-guard",
        "the %s API doesn't tell its organization, so this can't be checked"
            .formatted(spec.dialect().api()),
        organization,
        "guard by 'environment' instead");
  }
}
