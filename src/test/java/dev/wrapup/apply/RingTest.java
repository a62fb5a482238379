package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.plan.Verdict;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A swap of two codes while others are at work, and answers get lost. The second of the plan waits
/// under another code while the first moves.
class RingTest {
  private static final String SWAP =
      """
      codes:
        CODE_1: {id: id-0, displayName: New}
        CODE_0: {id: id-1, displayName: New}
      """;

  @TempDir Path folder;
  private final Organization org = Organization.generated(2, 0);
  @AutoClose private final Site site = Site.of(Kind.VERSIONED, org);
  private final Verdict.Approved approved = site.plan(SWAP);
  private final LiveCode first = live(0);
  private final LiveCode waiting = live(1);

  private LiveCode live(int change) {
    return ((Change.Update) approved.plan().changes().get(change)).before();
  }

  private List<String> apply() {
    return site.apply(approved, 1, folder.resolve("journal.jsonl")).stream()
        .map(Result::outcome)
        .map(ChangeOutcome::word)
        .toList();
  }

  /// Does something at the n-th PATCH of the code that waits.
  private void at(Moment moment, int nth, Runnable what) {
    at(moment, waiting, nth, what);
  }

  private void at(Moment moment, LiveCode code, int nth, Runnable what) {
    AtomicInteger seen = new AtomicInteger();
    site.sandbox()
        .watch(
            (now, request) -> {
              boolean isIt = request.method().equals("PATCH") && request.path().endsWith(code.id());
              if (isIt && now == moment && seen.incrementAndGet() == nth) what.run();
            });
  }

  private static void lose() {
    throw new IllegalStateException("the connection breaks");
  }

  private void edit(String field, String text) {
    LiveCode now = org.byId(waiting.id()).orElseThrow();
    edit(now, now.code(), field, text);
  }

  private void edit(LiveCode code, String name, String field, String text) {
    org.update(
        code.id(),
        Optional.empty(),
        name,
        Map.of(Dialect.VERSIONED.field(field).orElseThrow(), new Value.Text(text)),
        Organization.ADMINISTRATOR);
  }

  private String value(LiveCode code, String field) {
    LiveCode now = org.byId(code.id()).orElseThrow();
    if (field.equals("code")) return now.code();
    return ((Value.Text) now.value(Dialect.VERSIONED.field(field).orElseThrow())).text();
  }

  private void assertSwapped() {
    assertThat(value(first, "code")).isEqualTo(waiting.code());
    assertThat(value(waiting, "code")).isEqualTo(first.code());
  }

  @Test
  void an_edit_of_another_field_before_the_swap_is_merged() {
    at(Moment.ARRIVED, 1, () -> edit("description", "by hand"));

    assertThat(apply()).containsExactly("applied", "merged");

    assertSwapped();
    assertThat(value(waiting, "description")).isEqualTo("by hand");
    assertThat(value(waiting, "displayName")).isEqualTo("New");
  }

  @Test
  void an_edit_of_the_same_field_before_the_swap_keeps_it_from_beginning() {
    at(Moment.ARRIVED, 1, () -> edit("displayName", "by hand"));

    assertThat(apply()).containsExactly("failed", "conflict");

    assertThat(value(first, "code")).isEqualTo(first.code());
    assertThat(value(waiting, "code")).isEqualTo(waiting.code());
    assertThat(value(waiting, "displayName")).isEqualTo("by hand");
  }

  @Test
  void an_edit_of_the_code_that_waits_is_not_overwritten() {
    at(
        Moment.CARRIED_OUT,
        1,
        () -> {
          edit("displayName", "by hand");
          lose();
        });

    assertThat(apply()).containsExactly("applied", "altered");

    assertSwapped();
    assertThat(value(waiting, "displayName")).isEqualTo("by hand");
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(folder.resolve("journal.jsonl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Codes of the audit entries.
  private List<String> entries() {
    return lines().stream()
        .map(new JsonMapper()::readTree)
        .filter(record -> record.has("codeId"))
        .map(record -> record.path("newCode").asString())
        .toList();
  }

  @Test
  void a_rename_that_lands_without_its_other_fields_has_an_audit_entry() {
    site.sandbox().inject(Fault.parse("status:400@PATCH#3"));

    assertThat(apply()).containsExactly("applied", "altered");

    assertSwapped();
    assertThat(value(waiting, "displayName")).isNotEqualTo("New");
    assertThat(entries()).containsExactly(waiting.code(), first.code());
  }

  @Test
  void a_swap_goes_on_though_its_beginning_was_lost_twice() {
    at(Moment.ARRIVED, 1, RingTest::lose);
    at(Moment.CARRIED_OUT, 1, RingTest::lose);

    assertThat(apply()).containsExactly("applied", "applied");

    assertSwapped();
  }

  @Test
  void a_code_that_waits_is_brought_back_though_others_edited_it() {
    site.sandbox().inject(Fault.parse("status:400@PATCH#2"));
    at(Moment.CARRIED_OUT, 1, () -> edit("description", "by hand"));

    assertThat(apply()).containsExactly("failed", "failed");

    assertThat(value(first, "code")).isEqualTo(first.code());
    assertThat(value(waiting, "code")).isEqualTo(waiting.code());
    assertThat(value(waiting, "description")).isEqualTo("by hand");
  }

  @Test
  void a_code_whose_place_was_taken_meanwhile_gets_the_other_one() {
    // the first is renamed by hand, and somebody makes a code of the name that it left waiting
    at(
        Moment.CARRIED_OUT,
        1,
        () -> {
          org.update(
              first.id(), Optional.empty(), "ELSEWHERE", Map.of(), Organization.ADMINISTRATOR);
          org.create(waiting.code(), first.values(), Organization.ADMINISTRATOR);
        });

    assertThat(apply()).containsExactly("conflict", "applied");

    assertThat(value(waiting, "code")).isEqualTo(first.code());
    assertThat(value(first, "code")).isEqualTo("ELSEWHERE");
  }

  @Test
  void a_swap_that_others_made_is_there_already() {
    at(
        Moment.ARRIVED,
        1,
        () -> {
          org.update(first.id(), Optional.empty(), "BETWEEN", Map.of(), Organization.ADMINISTRATOR);
          org.update(
              waiting.id(), Optional.empty(), first.code(), Map.of(), Organization.ADMINISTRATOR);
          org.update(
              first.id(), Optional.empty(), waiting.code(), Map.of(), Organization.ADMINISTRATOR);
        });

    assertThat(apply()).containsExactly("merged", "merged");

    assertSwapped();
    assertThat(org.codes()).noneMatch(Parked::is);
    assertThat(org.history()).hasSize(3 + 2);
  }

  @Test
  void a_code_that_is_gone_after_a_lost_answer_is_unknown() {
    at(
        Moment.CARRIED_OUT,
        2,
        () -> {
          org.delete(waiting.id(), Optional.empty(), Organization.ADMINISTRATOR);
          lose();
        });

    assertThat(apply()).containsExactly("applied", "unknown");

    assertThat(org.byId(waiting.id())).isEmpty();
  }

  @Test
  void a_rename_is_not_told_as_taken_back_by_us_where_others_undid_all_of_it() {
    site.sandbox().inject(Fault.parse("status:400@PATCH#3"));
    site.sandbox().inject(Fault.parse("status:400@PATCH#4"));
    at(
        Moment.ARRIVED,
        first,
        2,
        () -> {
          edit(first, first.code(), "displayName", value(waiting, "displayName"));
          lose();
        });

    assertThat(apply()).containsExactly("unknown", "failed");

    assertThat(value(first, "code")).isEqualTo(first.code());
    assertThat(value(waiting, "code")).isEqualTo(waiting.code());
  }

  @Test
  void a_rename_that_others_took_back_after_a_lost_answer_is_not_made_again() {
    at(
        Moment.CARRIED_OUT,
        first,
        1,
        () -> {
          edit(first, waiting.code(), "displayName", "by hand");
          lose();
        });
    at(
        Moment.ARRIVED,
        first,
        2,
        () -> edit(first, first.code(), "description", "taken back by hand"));

    assertThat(apply()).containsExactly("unknown", "failed");

    assertThat(value(first, "code")).isEqualTo(first.code());
    assertThat(value(first, "displayName")).isEqualTo("by hand");
    assertThat(value(waiting, "code")).isEqualTo(waiting.code());
  }
}
