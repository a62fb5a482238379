package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.Field;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A write without a readable answer may still be carried out after the last look. However the
/// tries after it end, its change is not told as failed, and nothing claims that it was made.
class MayHaveLandedTest {
  @TempDir Path folder;

  /// What is written, where the codes `CODE_0` and `CODE_1` are live, and which sending of its
  /// method is about it.
  enum Write {
    UPDATE("", 1, "codes:\n  CODE_0: {description: mine}\n"),
    RENAME("", 1, "codes:\n  RENAMED: {previously: [CODE_0]}\n"),
    CREATE("POST", 1, "codes:\n  NEW: {%s}\n"),
    DELETE("DELETE", 1, "retired: [CODE_0]\ncodes: {}\n"),
    PARKING("", 1, "codes:\n  CODE_0: {id: id-1}\n  CODE_1: {id: id-0}\n"),
    RING_MEMBER("", 2, "codes:\n  CODE_0: {id: id-1}\n  CODE_1: {id: id-0}\n");

    private final String method;
    private final int first;
    private final String file;

    Write(String method, int first, String file) {
      this.method = method;
      this.first = first;
      this.file = file;
    }

    String file(Kind kind) {
      return file.formatted(
          kind == Kind.VERSIONED
              ? "displayName: New, routingType: manual"
              : "description: made, division: Sales");
    }

    String method(Kind kind) {
      return method.isEmpty() ? kind.update() : method;
    }

    /// Whether live has something that the change wants otherwise.
    boolean hasBoth() {
      return this != CREATE && this != DELETE;
    }
  }

  static Stream<Arguments> writes() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(Write.values()).map(write -> Arguments.of(kind, write)));
  }

  /// Applies it on a server that answers the sendings in turn by these statuses.
  private ChangeOutcome unknown(Kind kind, Write write, String... statuses) throws IOException {
    Organization organization = Organization.generated(kind.dialect(), 2, 0);
    var before = organization.codes();
    try (Site site = Site.of(kind, organization)) {
      int nth = write.first;
      for (String status : statuses) {
        site.sandbox()
            .inject(Fault.parse("status:%s@%s#%d".formatted(status, write.method(kind), nth++)));
      }
      Path journal = folder.resolve("journal.jsonl");

      List<Result> results = site.apply(site.plan(write.file(kind)), 1, journal);

      assertThat(organization.codes()).extracting("code").isEqualTo(List.of("CODE_0", "CODE_1"));
      assertThat(organization.codes())
          .extracting("values")
          .isEqualTo(before.stream().map(c -> c.values()).toList());
      assertThat(Files.readString(journal))
          .doesNotContain("codeId")
          .contains("\"type\":\"unknown\"");
      List<ChangeOutcome> unknown =
          results.stream()
              .map(Result::outcome)
              .filter(outcome -> outcome.status() == Status.UNKNOWN)
              .toList();
      assertThat(unknown).as(results.toString()).hasSize(1);
      return unknown.getFirst();
    }
  }

  @ParameterizedTest
  @MethodSource("writes")
  void what_is_given_up_without_a_readable_answer_is_unknown(Kind kind, Write write)
      throws IOException {
    ChangeOutcome unknown = unknown(kind, write, "408", "502", "499", "408");

    assertThat(unknown.reason().orElseThrow())
        .startsWith("the answer was lost, then given up after 4 tries (--max-retries 3): 408");
    assertThat(unknown.clashes().isEmpty()).isNotEqualTo(write.hasBoth());
  }

  @ParameterizedTest
  @MethodSource("writes")
  void what_is_refused_after_a_lost_answer_is_unknown(Kind kind, Write write) throws IOException {
    ChangeOutcome unknown = unknown(kind, write, "502", "403");

    assertThat(unknown.reason().orElseThrow())
        .startsWith("the answer was lost, then ")
        .contains("403");
    assertThat(unknown.clashes().isEmpty()).isNotEqualTo(write.hasBoth());
  }

  @ParameterizedTest
  @EnumSource
  void a_delete_without_an_answer_is_not_sent_again_for_a_code_that_was_changed_since(Kind kind) {
    Organization organization = Organization.generated(kind.dialect(), 2, 0);
    Field description = kind.dialect().field("description").orElseThrow();
    Value theirs = new Value.Text("theirs");
    try (Site site = Site.of(kind, organization)) {
      var approved = site.plan(Write.DELETE.file(kind));
      site.sandbox().inject(Fault.parse("status:502@DELETE#1"));
      site.sandbox()
          .watch(
              (moment, request) -> {
                if (moment != Moment.CARRIED_OUT || !request.method().equals("DELETE")) return;
                organization.edit("CODE_0", code -> code.with(description, theirs));
              });

      List<Result> results = site.apply(approved, 1, folder.resolve("journal.jsonl"));

      assertThat(results)
          .extracting(result -> result.outcome().status())
          .containsExactly(Status.CONFLICT);
      assertThat(organization.byCode("CODE_0").orElseThrow().values())
          .containsEntry(description, theirs);
      assertThat(site.sandbox().requests())
          .filteredOn(request -> request.method().equals("DELETE"))
          .hasSize(1);
    }
  }
}
