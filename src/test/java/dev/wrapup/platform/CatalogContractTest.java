package dev.wrapup.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.ByHand;
import dev.wrapup.Kind;
import dev.wrapup.http.ApiClient;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Referrer;
import dev.wrapup.model.Usage;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import dev.wrapup.sandbox.organization.Queues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a reader and a writer promise, whatever the API behind them is.
class CatalogContractTest {
  private final List<Sandbox> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(Sandbox::close);
  }

  /// A server of a kind, with what reads and writes it.
  private final class World {
    final Sandbox sandbox;
    final Organization org;
    final CatalogReader reader;
    final CatalogWriter writer;
    final Field description;

    World(Kind kind, int codes) {
      this.sandbox = Sandbox.start(Organization.generated(kind.dialect(), codes, 0));
      started.add(sandbox);
      this.org = sandbox.organization();
      this.description = kind.dialect().field("description").orElseThrow();
      Platform platform = kind.platform();
      ApiClient client = kind.client(sandbox.url(), platform.budget(), Deadline.never());
      this.reader = platform.reader(client);
      this.writer = platform.writer(client);
    }

    LiveCode read(String id) {
      return reader.read(id).orElseThrow();
    }

    Map<Field, Value> describedAs(String text) {
      return Map.of(description, new Value.Text(text));
    }

    void edit(String code, String text) {
      ByHand.edit(org, code, "description", text);
    }

    String description(String code) {
      return org.byCode(code).orElseThrow().value(description).text();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_snapshot_is_whole_over_many_pages(Kind kind) {
    World world = new World(kind, 1234);

    Catalog catalog = world.reader.snapshot(List.of("id-7"));

    assertThat(catalog.codes()).hasSize(1234);
    assertThat(catalog.codes().stream().map(LiveCode::id).distinct()).hasSize(1234);
    assertThat(world.reader.organization().isPresent())
        .isEqualTo(kind.dialect().namesOrganization());
    assertThat(world.reader.mayWrite()).isTrue();
    assertThat(world.sandbox.writes()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void one_code_reads_as_it_is_listed_and_a_missing_one_is_none(Kind kind) {
    World world = new World(kind, 5);

    LiveCode listed =
        world.reader.codes().stream().filter(c -> c.id().equals("id-3")).findFirst().orElseThrow();

    assertThat(world.read("id-3")).isEqualTo(listed);
    assertThat(world.reader.read("id-none")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void an_update_changes_what_it_names_and_keeps_the_rest(Kind kind) {
    World world = new World(kind, 5);
    LiveCode before = world.read("id-3");

    WriteResult answer = world.writer.update(before, "RENAMED", world.describedAs("new"));

    LiveCode now = ((WriteResult.Done) answer).now().orElseThrow();
    assertThat(now).isEqualTo(world.read("id-3"));
    assertThat(now.revision()).isNotEqualTo(before.revision());
    assertThat(now.code()).isEqualTo("RENAMED");
    for (Field field : kind.dialect().fields()) {
      Value expected = field == world.description ? new Value.Text("new") : before.value(field);
      assertThat(now.value(field)).isEqualTo(expected);
    }
    assertThat(world.sandbox.count(kind.update())).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void an_update_over_somebody_elses_edit_is_refused(Kind kind) {
    World world = new World(kind, 5);
    LiveCode before = world.read("id-3");
    world.edit("CODE_3", "by hand");

    WriteResult update = world.writer.update(before, "CODE_3", world.describedAs("ours"));
    WriteResult delete = world.writer.delete(before);

    assertThat(update).isInstanceOf(WriteResult.Refused.class);
    assertThat(delete).isInstanceOf(WriteResult.Refused.class);
    assertThat(world.description("CODE_3")).isEqualTo("by hand");
  }

  /// The weaker guarantee, held to what it is.
  @ParameterizedTest
  @EnumSource
  void an_edit_right_before_the_write_is_kept_by_a_lock_alone(Kind kind) {
    World world = new World(kind, 5);
    LiveCode before = world.read("id-3");
    world.sandbox.watch(
        (moment, request) -> {
          boolean isIt = request.method().equals(kind.update()) && moment == Moment.ARRIVED;
          if (isIt) world.edit("CODE_3", "by hand");
        });

    WriteResult answer = world.writer.update(before, "CODE_3", world.describedAs("ours"));

    assertThat(answer instanceof WriteResult.Refused).isEqualTo(kind.locks());
    assertThat(world.description("CODE_3")).isEqualTo(kind.locks() ? "by hand" : "ours");
  }

  @ParameterizedTest
  @EnumSource
  void a_name_that_is_taken_is_refused(Kind kind) {
    World world = new World(kind, 5);
    LiveCode before = world.read("id-3");
    Map<Field, Value> values = new HashMap<>();
    kind.dialect().fields().forEach(field -> values.put(field, before.value(field)));

    assertThat(world.writer.update(before, "CODE_4", Map.of()))
        .isInstanceOf(WriteResult.Refused.class);
    assertThat(world.writer.create("CODE_4", values)).isInstanceOf(WriteResult.Refused.class);
    assertThat(world.org.codes()).hasSize(5);
  }

  @ParameterizedTest
  @EnumSource
  void a_new_code_is_as_wanted_and_a_deleted_one_is_gone(Kind kind) {
    World world = new World(kind, 5);
    LiveCode like = world.read("id-3");
    Map<Field, Value> values = new HashMap<>();
    kind.dialect().fields().forEach(field -> values.put(field, like.value(field)));

    WriteResult created = world.writer.create("NEW", values);
    LiveCode now = ((WriteResult.Done) created).now().orElseThrow();
    WriteResult deleted = world.writer.delete(like);

    assertThat(now).isEqualTo(world.read(now.id()));
    for (Field field : kind.dialect().fields()) {
      assertThat(now.value(field)).isEqualTo(like.value(field));
    }
    assertThat(deleted).isInstanceOf(WriteResult.Done.class);
    assertThat(world.reader.read("id-3")).isEmpty();
    assertThat(world.writer.delete(like)).isInstanceOf(WriteResult.Missing.class);
    assertThat(world.writer.update(like, "CODE_3", Map.of()))
        .isInstanceOf(WriteResult.Missing.class);
  }

  @ParameterizedTest
  @EnumSource
  void what_the_server_finds_invalid_is_told_as_that(Kind kind) {
    World world = new World(kind, 5);
    world.sandbox.inject(Fault.parse("status:400@" + kind.update()));
    world.sandbox.inject(Fault.parse("status:400@POST"));
    LiveCode before = world.read("id-3");

    WriteResult updated = world.writer.update(before, "CODE_3", world.describedAs("new"));
    WriteResult created = world.writer.create("NEW", before.values());

    assertThat(List.of(updated, created))
        .allMatch(r -> r instanceof WriteResult.Rejected rejected && rejected.invalid());
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_that_is_lost_is_no_answer_and_nothing_is_sent_twice(Kind kind) {
    World world = new World(kind, 5);
    world.sandbox.inject(Fault.parse("reset-after@" + kind.update()));
    LiveCode before = world.read("id-3");

    WriteResult answer = world.writer.update(before, "CODE_3", world.describedAs("new"));

    assertThat(answer).isInstanceOf(WriteResult.NoAnswer.class);
    assertThat(world.sandbox.count(kind.update())).isEqualTo(1);
    assertThat(world.description("CODE_3")).isEqualTo("new");
  }

  /// Whether an answer comes, or the connection breaks instead; then nothing can be read any more.
  @ParameterizedTest
  @CsvSource({"VERSIONED, true", "VERSIONED, false", "GENESYS_CLOUD, true", "GENESYS_CLOUD, false"})
  void what_was_answered_is_done_though_it_can_not_be_looked_at(Kind kind, boolean isAnswered) {
    World world = new World(kind, 5);
    Class<?> expected = isAnswered ? WriteResult.Done.class : WriteResult.NoAnswer.class;
    LiveCode before = world.read("id-3");
    LiveCode going = world.read("id-4");
    AtomicInteger writes = new AtomicInteger();
    world.sandbox.watch(
        (moment, request) -> {
          if (request.method().equals("GET") || moment == Sandbox.Moment.ARRIVED) return;
          writes.incrementAndGet();
          world.sandbox.inject(Fault.parse("status:403@GET"));
          if (!isAnswered) throw new IllegalStateException("the connection breaks");
        });

    WriteResult updated = world.writer.update(before, "CODE_3", world.describedAs("new"));
    world.sandbox.clearFaults();
    WriteResult created = world.writer.create("NEW", before.values());
    world.sandbox.clearFaults();
    WriteResult deleted = world.writer.delete(going);

    assertThat(updated).isInstanceOf(expected);
    assertThat(created).isInstanceOf(expected);
    assertThat(deleted).isInstanceOf(expected);
    assertThat(writes).hasValue(3);
    assertThat(world.description("CODE_3")).isEqualTo("new");
    assertThat(world.org.byCode("NEW")).isPresent();
    assertThat(world.org.byId("id-4")).isEmpty();
  }

  /// As a client of the vendor's leaves them: the tool's own reader reads what the sandbox answers.
  @Test
  void who_offers_a_code_is_read_as_others_left_it() {
    World world = new World(Kind.GENESYS_CLOUD, 5);
    Queues queues = world.org.queues();
    queues.change(
        rows -> {
          for (String name : List.of("a/b", "ü +?%", "..")) {
            rows.put(name, new Queue(name, "Queue " + name, "", List.of("id-1"), Map.of()));
          }
          return rows.size();
        });
    queues.offer("a/b", List.of("id-2"));
    queues.withdraw("..", "id-1");
    world.org.delete("id-2", Optional.empty(), Organization.ADMINISTRATOR);

    Usage usage = world.reader.usage(Set.of("id-1", "id-2"), cost -> {}).orElseThrow();

    assertThat(usage.unread()).isEmpty();
    assertThat(usage.referrers())
        .extracting(Referrer::id)
        .containsExactlyInAnyOrder("a/b", "ü +?%");
  }
}
