package dev.wrapup.cli;

import static dev.wrapup.cli.command.ExitCode.DRIFT;
import static dev.wrapup.cli.command.ExitCode.ERROR;
import static dev.wrapup.cli.command.ExitCode.INTERRUPTED;
import static dev.wrapup.cli.command.ExitCode.NOT_APPLIED;
import static dev.wrapup.cli.command.ExitCode.NOT_REVIEWED;
import static dev.wrapup.cli.command.ExitCode.NOT_WHOLE;
import static dev.wrapup.cli.command.ExitCode.OK;
import static dev.wrapup.cli.command.ExitCode.OUT_OF_TIME;
import static dev.wrapup.cli.command.ExitCode.PENDING;
import static dev.wrapup.cli.command.ExitCode.REFUSED;
import static dev.wrapup.cli.command.ExitCode.TERMINATED;
import static dev.wrapup.cli.command.ExitCode.USAGE;
import static dev.wrapup.cli.command.ExitCode.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Schemas;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.sandbox.http.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every exit that every command with JSON has, each with a run that ends so and prints exactly one
/// document.
class ExitsTest {
  @AutoClose("stop")
  private static final FakeGitHub GITHUB = new FakeGitHub();

  /// By then a process has heard of its signal, however busy the machine is.
  private static final int HEARD_SECONDS = 1;

  static final String ZEROS = "0".repeat(64);

  private static final Set<ExitCode> OFFLINE = EnumSet.of(OK, ERROR, USAGE);
  private static final Set<ExitCode> ONLINE = EnumSet.of(OK, ERROR, USAGE, OUT_OF_TIME);

  /// How each command can end, apart from a signal, which any may meet.
  private static final Map<String, Set<ExitCode>> ENDS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("validate", EnumSet.of(OK, USAGE)),
              Map.entry("plan", and(ONLINE, NOT_WHOLE, PENDING, REFUSED, NOT_REVIEWED)),
              Map.entry("drift", and(ONLINE, NOT_WHOLE, PENDING, DRIFT)),
              Map.entry(
                  "apply", and(ONLINE, NOT_WHOLE, REFUSED, NOT_REVIEWED, NOT_APPLIED, WEBHOOK)),
              Map.entry("undo", and(ONLINE, NOT_WHOLE, REFUSED)),
              Map.entry("fleet plan", and(ONLINE, NOT_WHOLE, PENDING, REFUSED)),
              Map.entry(
                  "fleet apply",
                  and(ONLINE, NOT_WHOLE, REFUSED, NOT_REVIEWED, NOT_APPLIED, WEBHOOK)),
              Map.entry("fleet drift", and(ONLINE, NOT_WHOLE, PENDING, DRIFT)),
              Map.entry("fleet skew", and(ONLINE, NOT_WHOLE)),
              Map.entry("rehearse", and(ONLINE, NOT_WHOLE, REFUSED, NOT_REVIEWED, NOT_APPLIED)),
              Map.entry("audit verify", OFFLINE),
              Map.entry("audit report", OFFLINE),
              Map.entry("audit resume", and(ONLINE, NOT_WHOLE, WEBHOOK)),
              Map.entry("webhook replay", and(ONLINE, NOT_WHOLE, WEBHOOK)),
              Map.entry("github comment", ONLINE),
              Map.entry("github drift-issue", ONLINE),
              Map.entry("gitlab note", ONLINE),
              Map.entry("import", and(ONLINE, NOT_WHOLE, PENDING, REFUSED)),
              Map.entry("adopt", and(ONLINE, NOT_WHOLE)),
              Map.entry("promote", EnumSet.of(OK, USAGE)),
              Map.entry("fmt", OFFLINE),
              Map.entry("refs", and(ONLINE, NOT_WHOLE)),
              Map.entry("usage", and(ONLINE, NOT_WHOLE)),
              Map.entry("lint", and(ONLINE, NOT_WHOLE)),
              Map.entry("doctor", and(ONLINE, NOT_WHOLE))));

  @TempDir Path folder;

  private static Set<ExitCode> and(Set<ExitCode> some, ExitCode... more) {
    Set<ExitCode> all = EnumSet.copyOf(some);
    all.addAll(List.of(more));
    return all;
  }

  @BeforeAll
  static void start() {
    GITHUB.start();
  }

  static Stream<Arguments> ends() {
    return ENDS.entrySet().stream()
        .flatMap(
            entry -> entry.getValue().stream().map(exit -> Arguments.of(entry.getKey(), exit)));
  }

  @Test
  void every_command_that_prints_json_is_among_them_and_every_exit() {
    List<String> found = new ArrayList<>();
    for (Command command : Commands.all()) withJson("", command.spec(), found);

    assertThat(ENDS.keySet()).containsExactlyInAnyOrderElementsOf(found);
    Set<ExitCode> exits = EnumSet.of(INTERRUPTED, TERMINATED);
    ENDS.values().forEach(exits::addAll);
    assertThat(exits).containsExactlyInAnyOrder(ExitCode.values());
  }

  private static void withJson(String before, CommandSpec spec, List<String> found) {
    var format = spec.findOption("--format");
    if (format != null && format.description()[0].contains("json")) found.add(before + spec.name());
    spec.subcommands().values().stream()
        .distinct()
        .forEach(sub -> withJson(before + spec.name() + " ", sub.getCommandSpec(), found));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void every_end_prints_one_document(String command, ExitCode exit) {
    try (ExitWorld world = new ExitWorld(folder, GITHUB)) {
      List<String> args = new ArrayList<>(List.of(command.split(" ")));
      args.addAll(arranged(world, command, exit));
      args.addAll(List.of("--format", "json"));

      Program.Run run = world.program().run(args.toArray(String[]::new));

      assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(exit);
      holdOneDocument(run.out(), exit);
    }
  }

  static void holdOneDocument(String out, ExitCode exit) {
    Schemas.holdToItsSchema(out);
    JsonNode document = new JsonMapper().readTree(out);
    if (document.has("exit")) assertThat(document.get("exit").asInt()).isEqualTo(exit.number());
  }

  /// What has to be for a command to end so, and how it is called then.
  private static List<String> arranged(ExitWorld world, String command, ExitCode exit) {
    List<String> usual = usual(world, command, exit);
    List<String> args = new ArrayList<>(usual);
    switch (exit) {
      case USAGE -> args.addAll(List.of("--color", "red"));
      case PENDING -> args.add(!command.endsWith("drift") ? "--exit-code" : "--base=base.yaml");
      case NOT_REVIEWED -> {
        if (command.startsWith("fleet")) world.another();
        else args.addAll(List.of("--expect", ZEROS));
      }
      case REFUSED -> {
        if (!command.equals("fleet apply")) world.forbidden();
      }
      case DRIFT -> world.edited();
      case NOT_APPLIED -> {
        if (command.equals("rehearse")) args.addAll(List.of("--fault", "status:400@PATCH"));
        else world.refusing();
      }
      case WEBHOOK -> {
        if (command.startsWith("fleet")) world.program().with("WFM_WEBHOOK_URL", world.deaf());
        else args.addAll(List.of("--webhook-url", world.deaf()));
      }
      case NOT_WHOLE -> world.garbled();
      case OUT_OF_TIME -> {
        if (command.startsWith("git")) world.onSlowGitHub();
        else world.slow();
        args.addAll(List.of("--timeout", "300ms"));
      }
      case ERROR -> failing(world, command, args);
      default -> {}
    }
    return args;
  }

  private static List<String> usual(ExitWorld world, String command, ExitCode exit) {
    return switch (command) {
      case "apply" -> List.of("--yes");
      case "drift" -> {
        if (exit == OK) world.applied();
        yield List.of();
      }
      case "fleet plan", "fleet drift", "fleet skew" -> {
        if (exit == OK) world.applied();
        yield List.of("--target", "one");
      }
      case "fleet apply" -> {
        world.planned(exit == REFUSED);
        yield List.of("--target", "one", "--plan", "plans");
      }
      case "audit verify", "audit report" ->
          List.of(exit == ERROR ? world.openJournal("run-started") : world.journal());
      case "audit resume" -> {
        if (exit == OK) yield List.of(world.journal());
        yield List.of(world.openJournal(exit == WEBHOOK ? "applied" : "intent"));
      }
      case "webhook replay" -> {
        if (exit == OK) yield List.of("--webhook-url", world.deaf());
        String journal = exit == ERROR ? world.openJournal("intent") : world.journal();
        yield exit == WEBHOOK ? List.of(journal) : List.of(journal, "--webhook-url", world.deaf());
      }
      case "github comment", "github drift-issue", "gitlab note" -> {
        world.onGitHub(exit == ERROR ? FakeGitHub.status(401, "no") : FakeGitHub.list());
        String kind = command.endsWith("drift-issue") ? "drift" : "plan";
        yield List.of("--" + kind, kind + ".json", "--body", "body.md");
      }
      case "undo" -> List.of(world.journal());
      case "adopt" -> List.of("--all");
      case "promote" -> List.of("REFUND", "--from", "one", "--to", "two");
      case "import" -> List.of("codes.csv");
      case "fmt" -> List.of("--check", "-f", "base.yaml");
      case "refs" -> List.of("REFUND");
      case "lint" -> List.of("--live");
      default -> List.of();
    };
  }

  private static void failing(ExitWorld world, String command, List<String> args) {
    switch (command) {
      case "fmt" -> world.program().file("base.yaml", "codes: {}\nformat: 1\n");
      case "refs" -> args.set(0, "NOBODY");
      case "audit resume", "undo" -> world.sandbox().inject(Fault.parse("status:403@GET"));
      default -> world.unreachable();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "plan, INT, INTERRUPTED, json",
    "plan, TERM, TERMINATED, text",
    "drift, TERM, TERMINATED, json",
    "apply --yes, INT, INTERRUPTED, json",
    "apply --yes, TERM, TERMINATED, json",
    "apply --yes, INT, INTERRUPTED, text",
    "adopt --all, INT, INTERRUPTED, json",
    "refs REFUND, TERM, TERMINATED, json",
    "doctor, INT, INTERRUPTED, json",
  })
  void a_signal_before_there_is_a_result_is_told(
      String command, String signal, ExitCode exit, String format) throws Exception {
    try (ExitWorld world = new ExitWorld(folder, GITHUB)) {
      world.slow();

      int ended = signalled(world, signal, "TOKEN", words(command, "--format", format));

      assertThat(ended).isEqualTo(exit.number());
      String out = world.program().read("stdout.txt");
      if (format.equals("json")) holdOneDocument(out, exit);
      else assertThat(out).isEmpty();
      assertThat(world.program().read("stderr.txt"))
          .contains("error: " + exit.meaning(), "next: run it again; no code was changed");
      assertThat(world.sandbox().writes()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, INTERRUPTED", "TERM, TERMINATED"})
  void a_signal_while_an_apply_writes_lets_it_say_what_came_of_it(String signal, ExitCode exit)
      throws Exception {
    try (ExitWorld world = new ExitWorld(folder, GITHUB)) {
      int ended = signalled(world, signal, "PATCH", words("apply --yes", "--format", "json"));

      assertThat(ended).isEqualTo(exit.number());
      holdOneDocument(world.program().read("stdout.txt"), exit);
      assertThat(world.program().read("stdout.txt"))
          .contains("wrapup.apply/1", "\"outcome\" : \"applied\"");
      assertThat(world.program().read("stderr.txt")).containsPattern("(?m)^next: .+$");
    }
  }

  @Test
  void a_signal_ends_a_process_whose_result_nobody_takes() throws Exception {
    try (ExitWorld world = new ExitWorld(folder, GITHUB)) {
      world.many();
      String unread = "mkfifo unread && exec \"$@\" <>unread >&0";

      Process process =
          world.program().start(List.of("sh", "-c", unread, "sh"), words("plan --format json"));
      while (!world.program().read("stderr.txt").contains("next: ")) Thread.sleep(50);
      Thread.sleep(500);
      assertThat(process.isAlive()).isTrue();
      kill(process, "TERM");

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(TERMINATED.number());
    }
  }

  private static String[] words(String command, String... more) {
    return Stream.concat(Stream.of(command.split(" ")), Stream.of(more)).toArray(String[]::new);
  }

  /// A process of its own that is told to end while it waits for an answer.
  private static int signalled(ExitWorld world, String signal, String method, String... args)
      throws IOException, InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    world
        .sandbox()
        .watch(
            (moment, request) -> {
              if (!request.method().equals(method)) return;
              asked.countDown();
              await(told);
            });
    // a shell may have left the signal ignored
    Process process = world.program().start(List.of("env", "--default-signal=INT"), args);
    await(asked);
    kill(process, signal);
    // one that only reads ends without an answer
    boolean ignored =
        process.waitFor(method.equals("PATCH") ? HEARD_SECONDS : 60, TimeUnit.SECONDS);
    told.countDown();
    return process.waitFor();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void kill(Process process, String signal)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
  }
}
