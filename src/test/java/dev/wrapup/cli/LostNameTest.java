package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.Kind;
import dev.wrapup.TamperingProxy;
import dev.wrapup.TlsFront;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Value;
import dev.wrapup.sandbox.Sandbox;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A resolver that fails in the middle of a run, as seen by a process that asks it for each
/// connection.
@Timeout(120)
class LostNameTest {
  @TempDir static Path tls;
  private static Path keys;
  @TempDir Path folder;

  @BeforeAll
  static void a_certificate() {
    keys = TlsFront.certificate(tls, "-ext san=dns:api.test,dns:login.test");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Java finds localhost by itself, and any other host is spoken to in TLS.
  private Program program(Kind kind, TlsFront front, Path hosts) {
    return new Program(folder)
        .with("WRAPUP_API", kind.dialect().api())
        .with("GENESYS_BASE_URL", "https://api.test:" + front.port())
        .with(
            "JAVA_TOOL_OPTIONS",
            "-Djdk.net.hosts.file=%s -Dsun.net.inetaddr.ttl=0".formatted(hosts));
  }

  private static Sandbox sandbox(Kind kind) {
    return Sandbox.start(Organization.generated(kind.dialect(), 3, 0));
  }

  @ParameterizedTest
  @EnumSource
  void a_name_that_resolves_no_more_does_not_end_an_apply(Kind kind) throws Exception {
    Path hosts = folder.resolve("hosts");
    write(hosts, "127.0.0.1 api.test login.test\n");
    try (Sandbox sandbox = sandbox(kind);
        TamperingProxy proxy = TamperingProxy.before(sandbox.url());
        TlsFront front = TlsFront.before(proxy.url(), keys)) {
      StringBuilder yaml = new StringBuilder("format: 1\n");
      yaml.append("api: %s\n".formatted(kind.dialect().api()));
      if (kind == Kind.GENESYS_CLOUD) {
        yaml.append("organization: %s\n".formatted(CloudExample.organizationId()));
      }
      yaml.append("codes:\n");
      for (LiveCode code : sandbox.organization().codes()) {
        yaml.append("  %s: {description: New}\n".formatted(code.code()));
      }
      proxy.hears(
          (call, headers) -> {
            if (call.path().startsWith("/api/")) write(hosts, "127.0.0.1 elsewhere\n");
          });
      Program program = program(kind, front, hosts).wrapupcodes(yaml.toString());

      Process process = program.start(List.of(), "apply", "--yes", "--ca-file", tls + "/ca.pem");

      String told = program.told(process);
      assertThat(told).doesNotContain("no such host");
      assertThat(process.exitValue()).as(told).isZero();
      assertThat(sandbox.organization().codes())
          .extracting(code -> code.value(kind.dialect().field("description").orElseThrow()))
          .containsOnly(new Value.Text("New"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_name_that_never_resolved_is_told_at_once(Kind kind) throws Exception {
    Path hosts = folder.resolve("hosts");
    write(hosts, "127.0.0.1 elsewhere\n");
    try (Sandbox sandbox = sandbox(kind);
        TamperingProxy proxy = TamperingProxy.before(sandbox.url());
        TlsFront front = TlsFront.before(proxy.url(), keys)) {
      Program program = program(kind, front, hosts);

      Process process = program.start(List.of(), "export", "--timeout", "30s");

      assertThat(program.told(process)).contains("there is no such host");
      assertThat(process.exitValue()).isEqualTo(1);
    }
  }
}
