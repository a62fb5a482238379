package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.HostileText;
import dev.wrapup.Schemas;
import dev.wrapup.Seeds;
import dev.wrapup.cli.BadFiles.Bad;
import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.files.FleetReader;
import dev.wrapup.model.fleet.Fleet;
import dev.wrapup.model.source.Checked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A fleet file says names, guards and order, and nothing else: whatever it holds is a value or a
/// finding with its place, and before any target is asked.
class FleetFileTest {
  private static final String EVERY_KEY =
      """
      format: 1
      targets:
        test-eu: {files: [shared, own/test.yaml], api: genesys-cloud, environment: eu-central-1, organization: 8f, wave: 0}
        prod-eu: {files: [shared], wave: 12, labels: {brand: acme, tier-1: "yes"}}
      rollout: {maxFailedTargets: 2, whenDrifted: continue}
      """;

  @TempDir Path folder;

  private Checked<Fleet> read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private Checked<Fleet> read(byte[] text) {
    new Program(folder).file("fleet.yaml", text);
    return FleetReader.read(folder, "fleet.yaml");
  }

  @Test
  void every_key_is_read() {
    assertThat(Schemas.ofFleet(EVERY_KEY)).isEmpty();
    Fleet fleet = ((Checked.Valid<Fleet>) read(EVERY_KEY)).value();

    assertThat(fleet.targets())
        .extracting(target -> target.id())
        .containsExactly("test-eu", "prod-eu");
    assertThat(fleet.targets().getFirst().api().orElseThrow().value()).isEqualTo("genesys-cloud");
    assertThat(fleet.targets().getLast().wave()).isEqualTo(12);
    assertThat(fleet.targets().getLast().labels()).containsEntry("tier-1", "yes");
    assertThat(fleet.rollout()).isEqualTo(new Fleet.Rollout(2, Fleet.WhenDrifted.CONTINUE));
    Fleet bare = ((Checked.Valid<Fleet>) read("format: 1\ntargets: {a: {files: [x]}}\n")).value();
    assertThat(bare.rollout()).isEqualTo(new Fleet.Rollout(0, Fleet.WhenDrifted.STOP));
  }

  private static Bad one(String name, String finding, String line) {
    return new Bad(
        name, "format: 1\ntargets:\n  a: {files: [x], " + line + "}\n", List.of(finding), true);
  }

  private static Bad all(String name, String findings, String text) {
    return new Bad(name, text, List.of(findings.split(" ")), false);
  }

  static Stream<Bad> bad() {
    return Stream.of(
        one("an address", "address-or-secret", "§baseUrl: x"),
        one("a host", "address-or-secret", "§host: x"),
        one("a secret", "address-or-secret", "§clientSecret: x"),
        one("a client", "address-or-secret", "§client_id: x"),
        one("a token", "address-or-secret", "§accessToken: x"),
        one("a password", "address-or-secret", "§Password: x"),
        one("a receiver", "address-or-secret", "§webhook-url: x"),
        one("any other key", "unknown-key", "§enviroment: x"),
        one("another api", "unknown-word", "api: §genesys"),
        one("a wave that is no number", "bad-limit", "wave: §first"),
        one("a wave that is too high", "bad-limit", "wave: §1000"),
        one("a negative wave", "bad-limit", "wave: §-1"),
        one("a label's name", "bad-name", "labels: {§Brand: x}"),
        one("labels that are a list", "wrong-kind", "labels: §[a]"),
        one("an empty guard", "empty-value", "environment: §''"),
        all(
            "a null guard",
            "null-value",
            "format: 1\ntargets: {a: {files: [x], organization: §~}}\n"),
        one("a long guard", "too-long", "organization: §" + "x".repeat(65)),
        all(
            "an address as a guard",
            "address-or-secret",
            "format: 1\ntargets: {a: {files: [x], environment: §https://evil.example}}\n"),
        all(
            "an address as a path",
            "address-or-secret",
            "format: 1\ntargets: {a: {files: [§https://evil.example/x]}}\n"),
        all(
            "an address as a label",
            "address-or-secret",
            "format: 1\ntargets: {a: {files: [x], labels: {brand: §http://evil.example}}}\n"),
        all(
            "paths of Windows",
            "windows-path windows-path windows-path windows-path",
            "format: 1\ntargets: {a: {files: [§..\\..\\x, §'C:\\x', §c:/x, §'\\\\host\\x']}}\n"),
        all(
            "an address in the rollout",
            "address-or-secret",
            "format: 1\ntargets: {a: {files: [x]}}\nrollout: {§proxy: x}\n"),
        all(
            "an address at the top",
            "address-or-secret unknown-key",
            "format: 1\n§url: x\ntargets: {a: {files: [x]}}\n§more: 1\n"),
        all(
            "a path that is listed twice",
            "listed-twice",
            "format: 1\ntargets: {a: {files: [x, §x]}}\n"),
        all("no files", "missing-key", "format: 1\ntargets: {a: §{wave: 1}}\n"),
        all("an empty list of files", "empty-value", "format: 1\ntargets: {a: {files: §[]}}\n"),
        all("no target", "empty-value", "format: 1\ntargets: §{}\n"),
        all("no targets", "missing-key", "§format: 1\n"),
        all("no format", "missing-key", "§targets: {a: {files: [x]}}\n"),
        all("another format", "unknown-format", "format: §2\ntargets: {a: {files: [x]}}\n"),
        all("targets that are a list", "wrong-kind", "format: 1\ntargets: §[a]\n"),
        all(
            "a target twice",
            "duplicate-key",
            "format: 1\ntargets: {a: {files: [x]}, §a: {files: [x]}}\n"),
        all(
            "names",
            "bad-name bad-name bad-name bad-name bad-name",
            "format: 1\ntargets: {§A: {files: [x]}, §a_b: {files: [x]}, §a--b: {files: [x]}, §-a: {files: [x]}, §ä: {files: [x]}}\n"),
        all(
            "a long name",
            "bad-name",
            "format: 1\ntargets: {§" + "a".repeat(65) + ": {files: [x]}}\n"),
        all(
            "a rollout",
            "bad-limit unknown-word unknown-key",
            "format: 1\ntargets: {a: {files: [x]}}\nrollout: {maxFailedTargets: §10%, whenDrifted: §go, §wave: 1}\n"),
        all(
            "a merge key",
            "merge-key",
            "format: 1\ntargets: {a: &x {files: [x]}, b: {§<<: *x, files: [y]}}\n"),
        all(
            "two documents",
            "several-documents",
            "format: 1\ntargets: {a: {files: [x]}}\n§---\nformat: 1\n"),
        all("nothing", "empty-file", "§"),
        all("no YAML", "syntax", "format: 1\ntargets: {a: §]\n"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatever_is_wrong_is_found_at_its_place_before_anything_is_sent(Bad bad) {
    Program program = new Program(folder).file("fleet.yaml", bad.yaml());

    Program.Run run = program.run("fleet", "plan", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.findings()).containsExactlyElementsOf(bad.places());
    if (bad.editor()) assertThat(Schemas.ofFleet(bad.yaml())).isNotEmpty();
  }

  @Test
  void a_path_leads_nowhere_but_into_the_repository() throws Exception {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    Path inside = Files.createDirectory(repository.resolve("inside"));
    Files.writeString(folder.resolve("out.yaml"), "format: 1\ncodes: {}\n");
    Files.writeString(repository.resolve("up.yaml"), "format: 1\ncodes: {}\n");
    Files.createSymbolicLink(inside.resolve("link"), folder);
    Files.createSymbolicLink(inside.resolve("link.yaml"), folder.resolve("out.yaml"));
    Program program = new Program(inside);
    program.file(
        "fleet.yaml",
        "format: 1\ntargets: {a: {files: [../../out.yaml, %s, link/out.yaml, link.yaml, x/../../../out.yaml]}, b: {files: [../up.yaml]}}\n"
            .formatted(folder.resolve("out.yaml")));

    Program.Run outside = program.run("fleet", "plan", "--format", "json");
    Repository.commit(repository);
    Program.Run run = program.run("fleet", "plan", "--format", "json");

    assertThat(outside.findings()).hasSize(6).allMatch(f -> f.startsWith("outside-repository"));
    assertThat(run.findings()).hasSize(5).allMatch(f -> f.startsWith("outside-repository"));
  }

  @Test
  void a_link_inside_of_the_repository_is_not_followed_either() throws IOException {
    Program program = new Program(folder).file("codes.yaml", "format: 1\ncodes: {}\n");
    Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("codes.yaml"));
    program.file("fleet.yaml", "format: 1\ntargets: {a: {files: [link.yaml]}}\n");

    Program.Run run =
        program
            .with("GENESYS_BASE_URL__A", ExitWorld.NOWHERE)
            .with("GENESYS_CLIENT_ID__A", "a")
            .with("GENESYS_CLIENT_SECRET__A", "the-secret")
            .run("fleet", "plan", "--format", "json");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.json().at("/targets/0/error/message").asString())
        .contains("links are not followed");
  }

  static LongStream seeds() {
    return LongStream.range(0, Seeds.count(60, 2_000));
  }

  /// A file with pieces of others in it, and with hostile texts where its values stand.
  @ParameterizedTest
  @MethodSource("seeds")
  void any_text_is_a_value_or_findings_in_the_file(long seed) {
    Random random = new Random(seed);
    String text = EVERY_KEY;
    for (int i = random.nextInt(4); i >= 0; i--) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + random.nextInt(12));
      text = text.substring(0, from) + new HostileText(random).text(40) + text.substring(to);
    }

    Checked<Fleet> read = read(text);

    if (read instanceof Checked.Invalid<Fleet> invalid) {
      assertThat(invalid.findings()).isNotEmpty().allMatch(finding -> finding.at().isPresent());
    }
  }
}
