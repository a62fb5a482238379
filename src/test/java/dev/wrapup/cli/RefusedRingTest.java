package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Call;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.model.Field;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Parked;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rings of renames on a server that refuses some of their writes. Whatever it takes, the journal
/// and the events tell what is live in the end, and no code is left aside without a word.
@ParameterizedClass
@EnumSource
class RefusedRingTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REFUSAL = "{\"code\":\"forbidden\",\"message\":\"not this one\"}";

  @TempDir Path folder;
  private final Kind kind;
  private final Organization organization;
  private final Sandbox sandbox;
  private final TamperingProxy proxy;
  private final Receiver receiver = Receiver.start();

  RefusedRingTest(Kind kind) {
    this.kind = kind;
    organization = Organization.generated(kind.dialect(), 4, 0);
    sandbox = Sandbox.start(organization, Settings.DEFAULT);
    proxy = TamperingProxy.before(sandbox.url());
  }

  @AfterEach
  void stop() {
    proxy.close();
    sandbox.close();
    receiver.close();
  }

  /// Refuses, for good, what the server is to know nothing of.
  private void refuse(int status, Predicate<Call> isRefused) {
    Set<Call> refused =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    proxy.sends(
        call -> {
          if (!isRefused.test(call)) return call;
          refused.add(call);
          return new Call("GET", plain(call), "");
        });
    proxy.answers(
        (call, reply) ->
            refused.contains(call) ? new Reply(status, REFUSAL).bytes() : reply.bytes());
  }

  private static String plain(Call call) {
    return call.path().replaceAll("\\?.*", "");
  }

  private static boolean isOf(Call call, int member) {
    return call.isWrite() && plain(call).endsWith("/id-" + member);
  }

  /// The first codes of the organization change places, each with another text.
  private Program ring(int size) {
    Program program =
        new Program(folder)
            .with("GENESYS_BASE_URL", proxy.url().toString())
            .with("WRAPUP_API", kind.dialect().api())
            .with("WFM_WEBHOOK_URL", receiver.url());
    program.run("export", "--out", "wrapupcodes.yaml");
    String text = program.read("wrapupcodes.yaml");
    for (int i = 0; i < size; i++) {
      text =
          text.replace("  CODE_" + i + ":", "  TO_" + (i + 1) % size + ":")
              .replace("Outcome number " + i, "Changed " + i)
              .replace("of kind " + i, "of changed " + i);
    }
    return program.wrapupcodes(text.replace("  TO_", "  CODE_"));
  }

  private static Program.Run apply(Program program) {
    return program.run("apply", "--yes", "--format", "json");
  }

  private Map<String, String> live() {
    Map<String, String> live = new TreeMap<>();
    for (LiveCode code : organization.codes()) live.put(code.id(), code.code());
    return live;
  }

  private List<JsonNode> entries(Program program) {
    List<JsonNode> entries = new ArrayList<>();
    for (Path journal : CrashWorld.journals(program)) {
      lines(journal).stream()
          .map(JSON::readTree)
          .filter(record -> record.has("codeId"))
          .forEach(entries::add);
    }
    return entries;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Holds that entries and events name each code as it is live, and all that have another name.
  private void assertTold(Program program, Map<String, String> before) {
    Map<String, String> live = live();
    Map<String, String> entered = new TreeMap<>();
    for (JsonNode entry : entries(program)) {
      entered.put(entry.path("codeId").asString(), entry.path("newCode").asString());
    }
    Map<String, String> told = new TreeMap<>();
    receiver
        .accepted()
        .forEach(event -> told.put(event.json().path("codeId").asString(), event.code()));
    assertThat(told).isEqualTo(entered);
    assertThat(live).containsAllEntriesOf(entered);
    live.forEach(
        (id, code) -> {
          if (!before.get(id).equals(code)) assertThat(entered).containsKey(id);
        });
  }

  @ParameterizedTest
  @CsvSource({"2,0", "2,1", "3,0", "3,1", "3,2", "4,0", "4,1", "4,2", "4,3"})
  void all_go_back_when_one_may_not_be_written(int size, int member) {
    Program program = ring(size);
    Map<String, String> before = live();
    refuse(403, call -> isOf(call, member));

    Program.Run run = apply(program);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(live()).isEqualTo(before);
    assertTold(program, before);
    assertThat(entries(program))
        .allSatisfy(e -> assertThat(e.path("newCode")).isEqualTo(e.path("previousCode")));
  }

  @ParameterizedTest
  @CsvSource({"2,0", "2,1", "3,0", "3,1", "3,2", "4,0", "4,1", "4,2", "4,3"})
  void a_rename_whose_text_is_refused_lands_alone_or_nothing_does(int size, int member) {
    Program program = ring(size);
    Map<String, String> before = live();
    refuse(400, call -> isOf(call, member) && call.body().contains("hanged " + member));

    Program.Run run = apply(program);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    assertTold(program, before);
    List<String> outcomes = run.json().at("/results").findValuesAsString("outcome");
    if (live().equals(before)) assertThat(outcomes).containsOnly("failed");
    else assertThat(outcomes).hasSize(size).containsOnlyOnce("altered").doesNotContain("failed");
  }

  /// Loses the answers to writes that leave a code in some way, and lets somebody edit the code
  /// before anybody can look at it.
  private void loseAndEdit(BiPredicate<Integer, LiveCode> isLost) {
    Set<String> lost = ConcurrentHashMap.newKeySet();
    Field description = kind.dialect().field("description").orElseThrow();
    sandbox.watch(
        (moment, request) -> {
          if (moment != Sandbox.Moment.CARRIED_OUT || !request.method().equals(kind.update())) {
            return;
          }
          String id = request.path().substring(request.path().lastIndexOf('/') + 1);
          LiveCode now = organization.byId(id).orElseThrow();
          int number = Integer.parseInt(id.substring("id-".length()));
          if (!isLost.test(number, now) || !lost.add(id)) return;
          organization.update(
              id,
              Optional.empty(),
              now.code(),
              Map.of(description, new Value.Text("by hand")),
              Organization.ADMINISTRATOR);
          throw new IllegalStateException("the connection breaks");
        });
  }

  @ParameterizedTest
  @CsvSource({"3,0", "3,1", "4,0", "4,1", "4,2"})
  void a_code_that_went_back_is_not_told_as_renamed_though_others_edit_it_at_once(
      int size, int member) {
    Program program = ring(size);
    Map<String, String> before = live();
    refuse(403, call -> isOf(call, member));
    loseAndEdit((number, now) -> now.code().equals("CODE_" + number));

    Program.Run run = apply(program);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(live()).isEqualTo(before);
    assertTold(program, before);
    assertThat(run.json().at("/results").findValuesAsString("outcome"))
        .doesNotContain("applied", "merged");
  }

  @ParameterizedTest
  @CsvSource({"3,1", "3,2", "4,2", "4,3"})
  void a_code_that_moved_alone_is_told_though_others_edit_it_at_once(int size, int member) {
    Program program = ring(size);
    Map<String, String> before = live();
    refuse(400, call -> isOf(call, member) && call.body().contains("hanged " + member));
    loseAndEdit(
        (number, now) -> number == member && now.code().equals("CODE_" + (member + 1) % size));

    Program.Run run = apply(program);

    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.NOT_APPLIED);
    JsonNode moved =
        run.json()
            .at("/results")
            .valueStream()
            .filter(result -> result.path("id").asString().equals("id-" + member))
            .findFirst()
            .orElseThrow();
    boolean isMoved = !live().get("id-" + member).equals(before.get("id-" + member));
    assertThat(moved.path("outcome").asString()).isEqualTo(isMoved ? "unknown" : "failed");
  }

  @Test
  void a_code_that_can_have_neither_place_is_named_everywhere() {
    Program program = ring(3);
    Map<String, String> before = live();
    AtomicInteger writes = new AtomicInteger();
    refuse(403, call -> call.isWrite() && writes.incrementAndGet() > 2);

    Program.Run run = apply(program);

    LiveCode parked = organization.codes().stream().filter(Parked::is).findFirst().orElseThrow();
    assertThat(run.exit()).isEqualTo(ExitCode.NOT_APPLIED);
    assertThat(run.out()).contains(parked.code());
    assertThat(run.err()).containsPattern("next: .*" + parked.code());
    assertTold(program, before);
    String journal = CrashWorld.journals(program).getFirst().toString();
    for (String format : List.of("json", "markdown", "html")) {
      assertThat(program.run("audit", "report", "--format", format, journal).out())
          .contains(parked.code());
    }
  }
}
