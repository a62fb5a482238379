package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Call;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Codes whose names go round, on a server that may refuse some of the writes.
final class RingWorld implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REFUSAL = "{\"code\":\"forbidden\",\"message\":\"not this one\"}";

  private final Kind kind;
  private final Organization organization;
  private final Sandbox sandbox;
  private final TamperingProxy proxy;
  private final Receiver receiver = Receiver.start();

  RingWorld(Kind kind) {
    this.kind = kind;
    organization = Organization.generated(kind.dialect(), 4, 0);
    sandbox = Sandbox.start(organization);
    proxy = TamperingProxy.before(sandbox.url());
  }

  @Override
  public void close() {
    proxy.close();
    sandbox.close();
    receiver.close();
  }

  Organization organization() {
    return organization;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Receiver receiver() {
    return receiver;
  }

  /// Refuses, for good, what the server is to know nothing of.
  void refuse(int status, Predicate<Call> isRefused) {
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

  /// The reason for refusals is gone.
  void refuseNothing() {
    proxy.sends(call -> call);
    proxy.answers((call, reply) -> reply.bytes());
  }

  private static String plain(Call call) {
    return call.path().replaceAll("\\?.*", "");
  }

  static boolean isOf(Call call, int member) {
    return call.isWrite() && plain(call).endsWith("/id-" + member);
  }

  Program program(Path folder) {
    return new Program(folder)
        .with("GENESYS_BASE_URL", proxy.url().toString())
        .with("WRAPUP_API", kind.dialect().api())
        .with("WFM_WEBHOOK_URL", receiver.url());
  }

  /// The first codes of the organization change places, each with another text.
  Program ring(Path folder, int size) {
    Program program = program(folder);
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

  static Program.Run apply(Program program) {
    return program.run("apply", "--yes", "--format", "json");
  }

  Map<String, String> live() {
    Map<String, String> live = new TreeMap<>();
    for (LiveCode code : organization.codes()) live.put(code.id(), code.code());
    return live;
  }

  static List<JsonNode> entries(Program program) {
    List<JsonNode> entries = new ArrayList<>();
    for (Path journal : program.journals()) {
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
  void assertTold(Program program, Map<String, String> before) {
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
}
