package dev.wrapup.platform.genesyscloud;

import dev.wrapup.http.ApiClient;
import dev.wrapup.http.UrlSegment;
import dev.wrapup.http.response.HttpFailure;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Editor;
import dev.wrapup.model.LastEdit;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Picks;
import dev.wrapup.model.Usage;
import dev.wrapup.model.queue.Queue;
import dev.wrapup.model.queue.QueueNames;
import dev.wrapup.model.queue.Queues;
import dev.wrapup.platform.CatalogReader;
import dev.wrapup.platform.CodeLookup;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.platform.IncompleteCatalogException;
import dev.wrapup.platform.Page;
import dev.wrapup.platform.ParallelCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Reads the live catalog of Genesys Cloud.
public final class GenesysCloudReader implements CatalogReader {
  static final String CODES = "/api/v2/routing/wrapupcodes";
  private static final String ORGANIZATION = "/api/v2/organizations/me";

  /// As long as the vendor's own Terraform provider waits for a delete (1.84.1, read 2026-11-24).
  private static final Duration LAG = Duration.ofSeconds(30);

  /// So many fit into an address of 2,000 signs.
  private static final int IDS_A_QUERY = 40;

  private final Dialect dialect;
  private final ApiClient client;
  private final NumberedListing<CloudCode> listing;
  private final CodeLookup<CloudCode> byId;
  private final FutureTask<Divisions> divisions;
  private final QueueReader queues;

  /// As they were read last, so that nothing is read of them twice for a plan.
  private volatile Optional<Queues> lastQueues = Optional.empty();

  /// Why analytics may leave contacts out, which they do without a word; empty if they don't.
  private final FutureTask<Optional<String>> unseenContacts;

  /// The id of this client; empty if the API doesn't give it.
  private final FutureTask<Optional<String>> own;

  /// @param dialect whose fields its codes have
  public GenesysCloudReader(ApiClient client, Dialect dialect) {
    this.dialect = dialect;
    this.client = client;
    this.listing = listing("", "wrap-up codes");
    this.byId =
        new CodeLookup<>(client, CODES, Divisions.VIEW, CloudCode::id, CloudCode.reader(dialect));
    this.divisions = new FutureTask<>(() -> Divisions.read(client));
    this.queues = new QueueReader(client, this::divisions);
    this.unseenContacts = new FutureTask<>(this::unseenContacts);
    this.own = new FutureTask<>(() -> EditorLookup.own(client));
  }

  @Override
  public Optional<String> organization() {
    return Optional.of(
        Page.one(
            client.get(ORGANIZATION, "to know its organization"),
            "the organization",
            entity -> {
              entity.texts("id");
              return entity.identifying("id");
            }));
  }

  @Override
  public boolean mayWrite() {
    return Divisions.WRITES.stream()
        .anyMatch(permission -> !divisions().permitted(client, permission).isEmpty());
  }

  @Override
  public ConsistencyWait lag() {
    return new ConsistencyWait(LAG, client.deadline());
  }

  @Override
  public Catalog snapshot(Collection<String> pinned) {
    Thread.ofPlatform().daemon().name("divisions").start(divisions);
    List<CloudCode> live = listed();
    Divisions known = divisions();
    byId.confirm(pinned, live);
    return new Catalog(
        live.stream().map(code -> code.live(known)).toList(),
        new Usage(List.of(), List.of()),
        known.spellings(),
        known.view(),
        Optional.empty());
  }

  /// Nothing to do, since the listing checks its total.
  @Override
  public Catalog again(Catalog before) {
    return before;
  }

  @Override
  public Optional<Usage> usage(Set<String> ids, Consumer<String> tell) {
    return Optional.of(scanner(ids, tell).references());
  }

  @Override
  public Optional<Usage> offers(Set<String> ids, Consumer<String> tell) {
    return Optional.of(scanner(ids, tell).offers());
  }

  private UsageScanner scanner(Set<String> ids, Consumer<String> tell) {
    return new UsageScanner(client, queues, lastQueues, ids, tell);
  }

  @Override
  public Picks picks(LocalDate first, LocalDate last) {
    Picks picks = new PickQuery(first, last).ask(client);
    if (picks.unknown().isPresent()) return picks;
    unseenContacts.run();
    return new Picks(first, last, picks.codes(), ParallelCalls.join(unseenContacts));
  }

  private Optional<String> unseenContacts() {
    try {
      return divisions().unseen(client, "contacts", PickQuery.VIEW);
    } catch (HttpFailure e) {
      if (e.kind() == HttpFailure.Kind.OUT_OF_TIME) throw e;
      return Optional.of(e.message());
    } catch (IncompleteCatalogException e) {
      return Optional.of(e.message());
    }
  }

  @Override
  public Map<String, String> queues() {
    return queues.list().stream().collect(Collectors.toMap(Queue::id, Queue::name));
  }

  @Override
  public Map<String, Editor> editors(Collection<String> ids) {
    return EditorLookup.of(client, ids);
  }

  @Override
  public List<LiveCode> codes() {
    Divisions known = divisions();
    return listed().stream().map(code -> code.live(known)).toList();
  }

  @Override
  public Optional<LiveCode> read(String id) {
    return get(id).map(code -> code.live(divisions()));
  }

  /// A view of codes has deleted ones too. It takes a permission that nothing else does.
  @Override
  public Set<String> deleted(List<String> ids) {
    Set<String> deleted = new HashSet<>();
    try {
      for (int i = 0; i < ids.size(); i += IDS_A_QUERY) {
        String query =
            ids.subList(i, Math.min(i + IDS_A_QUERY, ids.size())).stream()
                .map(id -> "&id=" + UrlSegment.of(id))
                .collect(Collectors.joining());
        listing("/divisionviews?includeState=Deleted" + query, "deleted wrap-up codes")
            .all(codes -> Optional.empty())
            .forEach(code -> deleted.add(code.id()));
      }
    } catch (HttpFailure | IncompleteCatalogException e) {
      return deleted;
    }
    deleted.retainAll(ids);
    return deleted;
  }

  @Override
  public Queues queues(QueueNames names) {
    Queues read = queues.read(names);
    lastQueues = Optional.of(read);
    return read;
  }

  @Override
  public Optional<Set<String>> codesOf(String queue) {
    return queues.codes(queue);
  }

  @Override
  public boolean locks() {
    return false;
  }

  @Override
  public int compare(LiveCode one, LiveCode other) {
    return CloudCode.compareTimes(
        CloudCode.sinceOf(one.revision()), CloudCode.sinceOf(other.revision()));
  }

  /// Decided by the author and the time of the last edit, since there are no versions. Times may
  /// have whole seconds.
  @Override
  public boolean isOurs(Optional<LiveCode> before, LiveCode now, Instant earliest) {
    if (before.filter(code -> code.revision().equals(now.revision())).isPresent()) return false;
    Optional<LastEdit> edit = now.lastEdit();
    Instant from = earliest.truncatedTo(ChronoUnit.SECONDS);
    boolean isLater = edit.flatMap(LastEdit::at).filter(at -> !at.isBefore(from)).isPresent();
    if (!isLater) return false;
    own.run();
    return ParallelCalls.join(own).isPresent()
        && edit.flatMap(LastEdit::by).equals(ParallelCalls.join(own));
  }

  private List<CloudCode> listed() {
    return listing.all(GenesysCloudReader::twice);
  }

  private static Optional<String> twice(List<CloudCode> codes) {
    Map<String, String> ids = new HashMap<>();
    for (CloudCode code : codes) {
      String other = ids.put(code.name(), code.id());
      if (other != null) {
        return Optional.of(
            "the name '%s' stands there twice, which no file can tell apart: rename %s or %s"
                .formatted(code.name(), other, code.id()));
      }
    }
    return Optional.empty();
  }

  QueueReader queueReader() {
    return queues;
  }

  /// One code as the API writes it; empty if there is none with that id.
  Optional<CloudCode> get(String id) {
    return byId.read(id);
  }

  /// Searches codes by name.
  List<CloudCode> named(String name) {
    return listing("?name=" + UrlSegment.of(name), "wrap-up codes of that name")
        .all(codes -> Optional.empty())
        .stream()
        .filter(code -> code.name().equals(name))
        .toList();
  }

  private NumberedListing<CloudCode> listing(String query, String what) {
    return new NumberedListing<>(
        client, CODES + query, what, Divisions.VIEW, CloudCode::id, CloudCode.reader(dialect));
  }

  static String path(String id) {
    return CODES + "/" + UrlSegment.of(id);
  }

  Dialect dialect() {
    return dialect;
  }

  /// Read lazily, once in a run.
  Divisions divisions() {
    divisions.run();
    return ParallelCalls.join(divisions);
  }
}
