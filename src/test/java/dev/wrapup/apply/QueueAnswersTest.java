package dev.wrapup.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Call;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.http.pacing.Deadline;
import dev.wrapup.http.pacing.RateBudget;
import dev.wrapup.journal.Result;
import dev.wrapup.model.ChangeOutcome.Status;
import dev.wrapup.model.LiveCode;
import dev.wrapup.plan.diff.Change;
import dev.wrapup.platform.ConsistencyWait;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.Organization;
import dev.wrapup.sandbox.organization.Queue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is answered to an add to a queue, or a removal, and whether that was carried out or
/// not: what is told of it is what live shows, and no other pair is touched.
@Timeout(300)
class QueueAnswersTest {
  private static final Kind KIND = Kind.GENESYS_CLOUD;

  /// Requests that are answered so; those after them are answered truly.
  private static final int TAMPERED = 2;

  private static final Map<String, byte[]> ANSWERS =
      Map.ofEntries(
          refused(400, "bad.request", ""),
          refused(403, "missing.permissions", ""),
          refused(404, "not.found", ""),
          refused(409, "general.conflict", ""),
          refused(413, "request.entity.too.large", ""),
          refused(429, "too.many.requests.retry.after", "Retry-After: 1\r\n"),
          refused(500, "internal.server.error", ""),
          Map.entry("cut", Reply.bytes(200, "Content-Length: 1000", "[{\"id\":\"id-0\"")),
          Map.entry("empty", Reply.bytes(200, "Content-Length: 0", "")),
          Map.entry("silent", new byte[0]),
          Map.entry("html", answered("<html><body>It works!</body></html>")),
          Map.entry("other codes", answered("[{\"id\":\"id-2\"}]")),
          Map.entry("a gigabyte", gigabyte()));

  @TempDir Path folder;

  private static Map.Entry<String, byte[]> refused(int status, String code, String headers) {
    Reply reply =
        new Reply(
            status, "{\"status\":%d,\"code\":\"%s\",\"message\":\"m\"}".formatted(status, code));
    return Map.entry("" + status, Reply.bytes(status, headers + reply.length(), reply.body()));
  }

  private static byte[] answered(String body) {
    return new Reply(200, body).bytes();
  }

  /// As a proxy on the way may send it: a megabyte on the wire.
  private static byte[] gigabyte() {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 1024; i++) out.write(blanks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    String headers = "Content-Encoding: gzip\r\nContent-Length: " + zipped.size();
    all.writeBytes(Reply.bytes(200, headers, ""));
    all.writeBytes(zipped.toByteArray());
    return all.toByteArray();
  }

  static Stream<Object[]> cases() {
    return ANSWERS.keySet().stream()
        .sorted()
        .flatMap(
            name ->
                Stream.of(
                    new Object[] {name, "POST", true},
                    new Object[] {name, "POST", false},
                    new Object[] {name, "DELETE", true},
                    new Object[] {name, "DELETE", false}))
        .filter(one -> !isAbsurd((String) one[0], (String) one[1], (boolean) one[2]));
  }

  /// What is believed without another look: that the client has no right, or sent too much, and
  /// that what was to go is not there.
  private static boolean isAbsurd(String answer, String method, boolean isCarriedOut) {
    return switch (answer) {
      case "403", "413" -> isCarriedOut;
      case "404" -> method.equals("DELETE") && !isCarriedOut;
      default -> false;
    };
  }

  private static Organization organization() {
    return new Organization(
        KIND.dialect(),
        IntStream.range(0, 4)
            .mapToObj(i -> new LiveCode("id-" + i, "1", "CODE_" + i, Map.of()))
            .toList(),
        List.of(),
        Map.of(),
        List.of(new Queue("q", "Desk", "", List.of("id-1", "id-2"), Map.of())));
  }

  @ParameterizedTest(name = "{0} to {1}, carried out: {2}")
  @MethodSource("cases")
  void what_is_told_is_what_live_shows(String answer, String method, boolean isCarriedOut) {
    Organization organization = organization();
    AtomicInteger writes = new AtomicInteger();
    try (Sandbox sandbox = Sandbox.start(organization);
        TamperingProxy proxy = TamperingProxy.before(sandbox.url())) {
      proxy
          .sends(
              call ->
                  is(call, method) && writes.incrementAndGet() <= TAMPERED && !isCarriedOut
                      ? new Call("GET", call.path(), "")
                      : call)
          .answers(
              (call, reply) ->
                  is(call, method) && writes.get() <= TAMPERED
                      ? ANSWERS.get(answer)
                      : reply.bytes());
      Site site =
          new Site(
              KIND,
              sandbox,
              KIND.client(
                  proxy.url(), RateBudget.unlimited(), Deadline.after(Duration.ofMinutes(1))),
              ConsistencyWait.NONE);
      var approved =
          site.plan(
              "codes: {CODE_0: {queues: [Desk]}, CODE_1: {queues: []}, CODE_3: {queues: [Desk]}}\n",
              Optional.of("codes: {CODE_0: {}, CODE_1: {queues: [Desk]}, CODE_3: {}}\n"));

      List<Result> results = site.apply(approved, 1, folder.resolve("journal.jsonl"));

      List<String> offered = organization.queues().get("q").map(Queue::codes).orElseThrow();
      assertThat(results).hasSize(3);
      for (Result result : results) {
        Change.QueuePair pair = (Change.QueuePair) result.change();
        boolean isAsWanted = pair.isAdd() == offered.contains(pair.live().orElseThrow().id());
        Status told = result.outcome().status();
        if (told == Status.UNKNOWN) continue;
        boolean isUndone = result.outcome().since().word().isPresent();
        assertThat(result.outcome().isDone() && !isUndone)
            .as("%s: %s", pair.code(), told)
            .isEqualTo(isAsWanted);
      }
      assertThat(offered).contains("id-2").doesNotHaveDuplicates();
    }
  }

  private static boolean is(Call call, String method) {
    return call.method().equals(method) && call.path().contains("/queues/q/wrapupcodes");
  }
}
