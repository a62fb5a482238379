package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.TamperingProxy.Reply;
import dev.wrapup.sandbox.CloudExample;
import dev.wrapup.sandbox.Organization;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A write without a lock that is refused for the rate limit, and was carried out all the same.
class LandedThoughRefusedTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "codes: {CODE_0: {description: mine}}",
        "codes: {RENAMED: {previously: [CODE_0]}}",
        "retired: [CODE_0]\ncodes: {}"
      })
  void is_ours_and_told_once(String wanted) throws Exception {
    Organization organization = Organization.generated(Kind.GENESYS_CLOUD.dialect(), 2, 0);
    AtomicInteger writes = new AtomicInteger();
    try (Receiver receiver = Receiver.start();
        Sandbox sandbox = Sandbox.start(organization, Settings.DEFAULT);
        TamperingProxy proxy = TamperingProxy.before(sandbox.url())) {
      proxy.answers(
          (call, reply) ->
              call.isWrite() && writes.incrementAndGet() == 1
                  ? Reply.bytes(429, "Retry-After: 0\r\nContent-Length: 0", "")
                  : reply.bytes());
      Program program =
          new Program(folder)
              .with("WRAPUP_API", Kind.GENESYS_CLOUD.dialect().api())
              .with("GENESYS_BASE_URL", proxy.url().toString())
              .with("WFM_WEBHOOK_URL", receiver.url())
              .wrapupcodes(
                  "format: 1\napi: genesys-cloud\norganization: %s\npolicy: {allow: [create, update, delete]}\n%s\n"
                      .formatted(CloudExample.organizationId(), wanted));

      Program.Run run = program.run("apply", "--yes", "--format", "json");

      assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
      assertThat(run.json().at("/results/0/outcome").asString()).isEqualTo("applied");
      assertThat(writes.get()).isEqualTo(1);
      assertThat(receiver.accepted()).hasSize(1);
      assertThat(Files.readString(CrashWorld.journals(program).getFirst())).contains("codeId");
    }
  }
}
