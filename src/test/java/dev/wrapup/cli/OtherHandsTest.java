package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Sandbox.Moment;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a catalog is taken for while others delete codes, and when it is another organization's.
class OtherHandsTest {
  private static final String CODES = "/api/v2/routing/wrapupcodes";

  /// Of the versioned API's pages.
  private static final int PAGE = 250;

  @TempDir Path folder;

  @AutoClose private Sandbox sandbox = Sandbox.start(Organization.generated(0, 0));

  private Program start(Kind kind, int codes, Settings settings) {
    sandbox.close();
    sandbox = Sandbox.start(Organization.generated(kind.dialect(), codes, 0), settings);
    return new Program(folder).at(sandbox);
  }

  private static String declaring(Kind kind, List<String> entries) {
    boolean isVersioned = kind == Kind.VERSIONED;
    return "format: 1\napi: %s\n%s\ndefaults: {%s}\ncodes:\n%s\n"
        .formatted(
            kind.dialect().api(),
            isVersioned ? "" : "organization: " + CloudExample.organizationId(),
            isVersioned ? "routingType: manual" : "",
            entries.stream().map(entry -> "  " + entry).collect(Collectors.joining("\n")));
  }

  /// Before each of these requests for codes, from 1, somebody deletes the first code there is.
  private void deletes(List<Integer> before) {
    AtomicInteger asked = new AtomicInteger();
    sandbox.watch(
        (moment, request) -> {
          if (moment != Moment.ARRIVED || !request.path().equals(CODES)) return;
          if (!before.contains(asked.incrementAndGet())) return;
          Organization org = sandbox.organization();
          org.delete(org.codes().getFirst().id(), Optional.empty(), "somebody");
        });
  }

  private int listed() {
    return (int) sandbox.requests().stream().filter(r -> r.path().equals(CODES)).count();
  }

  private String code(int index) {
    return sandbox.organization().codes().get(index).code();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "apply --yes", "drift", "adopt --all"})
  void a_code_that_a_listing_skipped_is_not_taken_for_missing(String command) {
    Program program = start(Kind.VERSIONED, 3 * PAGE, Settings.DEFAULT);
    String skipped = code(PAGE);
    program.wrapupcodes(declaring(Kind.VERSIONED, List.of("'" + skipped + "': {}")));
    deletes(List.of(2));

    Program.Run run = program.run((command + " --format json").split(" "));

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).doesNotContain("\"create\" : 1", "\"action\" : \"create\"");
    assertThat(sandbox.writes()).isZero();
    assertThat(listed()).isEqualTo(6);
  }

  @Test
  void what_the_second_listing_skips_is_asked_for_and_what_is_gone_is_gone() {
    Program program = start(Kind.VERSIONED, 3 * PAGE, Settings.DEFAULT);
    String gone = code(0);
    List<String> declared = List.of(code(PAGE), code(PAGE + 1), gone);
    program.wrapupcodes(
        declaring(
            Kind.VERSIONED, declared.stream().map(c -> "'" + c + "': {displayName: x}").toList()));
    deletes(List.of(2, 5));

    Program.Run run = program.run("plan", "--format", "json");

    assertThat(run.json().at("/summary/create").asInt()).isEqualTo(1);
    assertThat(run.json().at("/summary/update").asInt()).isEqualTo(2);
    int all = sandbox.requests().size();
    assertThat(run.json().at("/requests/spent").asInt()).isEqualTo(all);
  }

  @Test
  void a_listing_is_read_once_more_where_something_of_several_pages_is_created_and_only_there() {
    Program program = start(Kind.VERSIONED, PAGE + 1, Settings.DEFAULT);
    String old = code(5);
    program.wrapupcodes(
        declaring(
            Kind.VERSIONED,
            List.of(
                "'" + code(1) + "': {displayName: other}",
                "RENAMED: {previously: ['" + old + "']}")));
    assertThat(program.run("plan", "--format", "json").json().at("/summary/update").asInt())
        .isEqualTo(2);
    assertThat(listed()).isEqualTo(2);

    program.wrapupcodes(declaring(Kind.VERSIONED, List.of("NEW: {displayName: new}")));
    assertThat(program.run("plan", "--format", "json").json().at("/summary/create").asInt())
        .isEqualTo(1);
    assertThat(listed()).isEqualTo(2 + 4);

    program = start(Kind.VERSIONED, PAGE, Settings.DEFAULT);
    assertThat(program.run("plan", "--format", "json").json().at("/summary/create").asInt())
        .isEqualTo(1);
    assertThat(listed()).isEqualTo(1);
  }

  @Test
  void a_listing_whose_total_moves_is_read_again() {
    Program program = start(Kind.GENESYS_CLOUD, 250, Settings.DEFAULT);
    String skipped = code(100);
    program.wrapupcodes(declaring(Kind.GENESYS_CLOUD, List.of("'" + skipped + "': {}")));
    deletes(List.of(2));

    Program.Run run = program.run("plan", "--format", "json");

    assertThat(run.json().path("changes")).isEmpty();
    assertThat(run.json().at("/summary/live").asInt()).isEqualTo(249);
  }

  /// Entries of an organization that nobody has here.
  private static List<String> pinned(Kind kind, int count) {
    String field = kind == Kind.VERSIONED ? "displayName" : "description";
    return IntStream.range(0, count)
        .mapToObj(i -> "'CODE_%d': {id: other-%d, %s: x}".formatted(i, i, field))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void a_thousand_pinned_codes_of_another_organization_are_questioned(Kind kind) {
    Program program = start(kind, 40, Settings.DEFAULT);
    program.wrapupcodes(declaring(kind, pinned(kind, 1000)));

    for (String command : List.of("plan", "apply --yes", "drift")) {
      Program.Run run = program.run((command + " --format json").split(" "));

      assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
      assertThat(run.json().at("/error/code").asString()).isEqualTo("wrong-target");
      assertThat(run.json().at("/error/message").asString())
          .contains("none of the 1000 codes", "is it the right organization?");
    }
    assertThat(sandbox.writes()).isZero();
    assertThat(sandbox.requests().size()).isLessThan(3 * 30);
  }

  /// Whether it is another organization can't be told there, so each may be live.
  @ParameterizedTest
  @EnumSource
  void where_nothing_is_listed_each_pinned_code_is_asked_for(Kind kind) {
    Program program = start(kind, 0, Settings.DEFAULT);
    program.wrapupcodes(declaring(kind, pinned(kind, 20)));

    Program.Run run = program.run("plan", "--format", "json");

    assertThat(run.findings()).anyMatch(finding -> finding.startsWith("foreign-ids"));
    assertThat(sandbox.requests()).filteredOn(r -> r.path().startsWith(CODES + "/")).hasSize(20);
  }

  @ParameterizedTest
  @EnumSource
  void pinned_codes_that_are_not_listed_are_asked_for_side_by_side(Kind kind) {
    Program program = start(kind, 1, Settings.DEFAULT);
    List<String> pinned =
        IntStream.range(0, 60)
            .mapToObj(i -> "'CODE_%d': {id: id-%d, displayName: x}".formatted(i, i))
            .map(
                entry ->
                    kind == Kind.VERSIONED ? entry : entry.replace("displayName", "description"))
            .toList();
    program.wrapupcodes(declaring(kind, pinned));
    CountDownLatch two = new CountDownLatch(2);
    sandbox.watch(
        (moment, request) -> {
          if (moment != Moment.ARRIVED || !request.path().startsWith(CODES + "/")) return;
          two.countDown();
          try {
            if (!two.await(1, TimeUnit.MINUTES)) throw new IllegalStateException("asked alone");
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    Program.Run run = program.run("plan", "--format", "json");

    assertThat(run.json().at("/summary/create").asInt()).as(run.out()).isEqualTo(59);
    assertThat(two.getCount()).isZero();
  }
}
