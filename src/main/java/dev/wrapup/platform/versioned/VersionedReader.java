package dev.wrapup.platform.versioned;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Editor;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.CodeLookup;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.platform.Entity;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.Page;
import dev.wrapup.platform.ParallelCalls;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads the live catalog of the versioned API.
final class VersionedReader implements CatalogReader {
  static final String READ_CODES = "routing:wrapupcode:read";
  static final String READ_RULES = "routing:rule:read";
  static final String WRITE_CODES = "routing:wrapupcode:write";

  /// The scopes of a read-only run.
  static final List<String> SCOPES = List.of(READ_CODES, READ_RULES);

  static final String CODES = "/api/v2/routing/wrapupcodes";
  private static final String RULES = "/api/v2/routing/rules";

  private final ApiClient client;
  private final CursorListing<LiveCode> codes;
  private final CursorListing<Referrer> rules;
  private final CodeLookup<LiveCode> byId;

  /// @param dialect whose fields its codes have
  VersionedReader(ApiClient client, Dialect dialect) {
    Page.Reader<LiveCode> code = entity -> code(entity, dialect);
    this.client = client;
    this.codes = new CursorListing<>(client, CODES, "wrap-up codes", READ_CODES, code);
    this.rules =
        new CursorListing<>(client, RULES, "routing rules", READ_RULES, VersionedReader::rule);
    this.byId = new CodeLookup<>(client, CODES, READ_CODES, LiveCode::id, code);
  }

  @Override
  public Optional<String> organization() {
    return Optional.empty();
  }

  @Override
  public boolean mayWrite() {
    return client.grants(WRITE_CODES);
  }

  @Override
  public ConsistencyWait lag() {
    return new ConsistencyWait(Duration.ZERO, client.deadline());
  }

  /// Codes and rules are listed in parallel; once more if inconsistent.
  @Override
  public Catalog snapshot(Collection<String> pinned) {
    FutureTask<Usage> usage = new FutureTask<>(this::usage);
    Thread.ofPlatform().daemon().name("rules").start(usage);
    List<LiveCode> live = codes();
    byId.confirm(pinned, live);
    return new Catalog(live, ParallelCalls.join(usage));
  }

  /// A listing of one page is atomic. Otherwise codes that the second listing lacks are read
  /// individually, since it may have skipped others.
  @Override
  public Catalog again(Catalog before) {
    if (codes.pages() < 2) return before;
    List<LiveCode> live = new ArrayList<>(codes());
    Set<String> ids = live.stream().map(LiveCode::id).collect(Collectors.toSet());
    List<String> skipped =
        before.codes().stream().map(LiveCode::id).filter(id -> !ids.contains(id)).toList();
    ParallelCalls.map("skipped", skipped, this::read).forEach(found -> found.ifPresent(live::add));
    Optional<String> twice = repeatedCode(live);
    if (twice.isEmpty()) return new Catalog(live, before.usage());
    throw new IncompleteCatalogException(
        "the wrap-up codes changed while they were listed: %s stands there twice"
            .formatted(twice.get()));
  }

  @Override
  public Optional<Usage> usage(Set<String> ids, Consumer<String> tell) {
    return Optional.empty();
  }

  /// The API has no editors.
  @Override
  public Optional<Usage> offers(Set<String> ids, Consumer<String> tell) {
    return Optional.empty();
  }

  @Override
  public Picks picks(LocalDate first, LocalDate last) {
    return Picks.unknown(first, last, "this API doesn't tell it");
  }

  @Override
  public Map<String, String> queues() {
    return Map.of();
  }

  @Override
  public Map<String, Editor> editors(Collection<String> ids) {
    return Map.of();
  }

  @Override
  public List<LiveCode> codes() {
    return unique(codes, VersionedReader::repeatedCode, "wrap-up codes");
  }

  @Override
  public Optional<LiveCode> read(String id) {
    return byId.read(id);
  }

  @Override
  public Set<String> deleted(List<String> ids) {
    return Set.of();
  }

  @Override
  public Queues queues(QueueNames names) {
    return new Queues(List.of(), Map.of(), Optional.empty());
  }

  @Override
  public Optional<Set<String>> codesOf(String queue) {
    return Optional.empty();
  }

  @Override
  public boolean locks() {
    return true;
  }

  /// Each write increments the version, under an optimistic lock.
  @Override
  public int compare(LiveCode one, LiveCode other) {
    return new BigInteger(one.revision()).compareTo(new BigInteger(other.revision()));
  }

  @Override
  public boolean isOurs(Optional<LiveCode> before, LiveCode now, Instant earliest) {
    BigInteger version = new BigInteger(now.revision());
    return before
        .map(code -> new BigInteger(code.revision()).add(BigInteger.ONE).equals(version))
        .orElse(version.compareTo(BigInteger.ONE) <= 0);
  }

  /// A listing without duplicates. A concurrent edit may have shifted the pages, so it is read
  /// twice before it fails.
  private static <T> List<T> unique(
      CursorListing<T> listing, Function<List<T>, Optional<String>> repeated, String name) {
    List<T> all = listing.all();
    if (repeated.apply(all).isEmpty()) return all;
    all = listing.all();
    Optional<String> twice = repeated.apply(all);
    if (twice.isEmpty()) return all;
    throw new IncompleteCatalogException(
        "the %s were listed two times, and both times %s stands there twice"
            .formatted(name, twice.get()));
  }

  private static Optional<String> repeatedCode(List<LiveCode> live) {
    Set<String> ids = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (LiveCode code : live) {
      if (!ids.add(code.id())) return Optional.of("the id " + code.id());
      if (!keys.add(code.code())) return Optional.of("the code '" + code.code() + "'");
    }
    return Optional.empty();
  }

  private static Optional<String> repeatedRule(List<Referrer> rules) {
    Set<String> ids = new HashSet<>();
    return rules.stream()
        .map(Referrer::id)
        .filter(id -> !ids.add(id))
        .findFirst()
        .map(id -> "the id " + id);
  }

  /// A source without permission is unknown; a failing one makes the catalog incomplete.
  private Usage usage() {
    try {
      return new Usage(unique(rules, VersionedReader::repeatedRule, "routing rules"), List.of());
    } catch (HttpFailure e) {
      if (e.kind() != HttpFailure.Kind.SCOPE) throw e;
      return new Usage(List.of(), List.of(new Usage.Unread("routing-rule", e.message())));
    }
  }

  static LiveCode code(Entity entity, Dialect dialect) {
    Map<Field, Value> values = new HashMap<>();
    entity.each(
        name -> {
          if (name.equals("version")) return entity.whole(name);
          if (name.equals("id") || name.equals(dialect.key().name())) return entity.text(name);
          Optional<Field> field = dialect.field(name);
          if (field.isEmpty()) return false;
          if (field.get().kind() != Field.Kind.OUTCOMES) return entity.text(name);
          values.put(field.get(), entity.outcomes(name));
          return true;
        });
    for (Field field : dialect.fields()) {
      if (field.kind() == Field.Kind.OUTCOMES) continue;
      Optional<String> text =
          field.neededToCreate()
              ? Optional.of(entity.required(field.name()))
              : entity.optional(field.name());
      text.ifPresent(value -> values.put(field, new Value.Text(value)));
    }
    return new LiveCode(
        entity.identifying("id"),
        entity.identifying("version"),
        entity.identifying(dialect.key().name()),
        values);
  }

  private static Referrer rule(Entity entity) {
    entity.texts("id", "name", "wrapUpCodeId", "wrapUpCodeName");
    return new Referrer(
        "routing-rule",
        entity.identifying("id"),
        entity.optional("name").orElse(""),
        entity.optional("wrapUpCodeId"),
        entity.optional("wrapUpCodeName"));
  }
}
