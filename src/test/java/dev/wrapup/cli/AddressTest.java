package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wrapup.cli.command.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An address that can't be used may hold a password all the same: what is said of it shows none.
class AddressTest {
  private static final String PASSWORD = "s3cr3t-pw";

  private static final List<String> ADDRESSES =
      List.of(
          "https://me:s3cr3t-pw@host.example",
          "https://me:s3cr3t-pw@ho st",
          "https://me:of s3cr3t-pw@host.example",
          "https://me:a/s3cr3t-pw@host.example",
          "https://me:a@s3cr3t-pw@host.example",
          "https://me:s3cr3t-pw'@host.example",
          "https://me:s3cr3t-pw@host.example:port",
          "https://me:s3cr3t-pw@host.example:99999",
          "https://me:s3cr3t-pw@",
          "https://s3cr3t-pw@host.example",
          "https://me:s3cr3t-pw%zz@host.example",
          "https://me:s3cr3t-pw@[::1",
          "ht!tp://me:s3cr3t-pw@host.example",
          "me:s3cr3t-pw@host.example");

  /// A variable or an option, and what is called with it.
  private static final List<String> PLACES =
      List.of(
          "GENESYS_BASE_URL plan",
          "GENESYS_BASE_URL doctor --api genesys-cloud",
          "--base-url export",
          "--base-url drift --api genesys-cloud",
          "HTTPS_PROXY plan",
          "WFM_WEBHOOK_URL apply --yes --sandbox --webhook-url",
          "WFM_WEBHOOK_URL webhook replay",
          "--webhook-url apply --yes --sandbox",
          "GITHUB_API_URL github comment --plan plan.json --body wrapupcodes.yaml",
          "GENESYS_ENV plan",
          "GENESYS_ENV plan --api genesys-cloud",
          "WRAPUP_API plan",
          "-f validate",
          "-f plan --sandbox",
          "-f apply --yes --sandbox --format json",
          "-f fmt --format json",
          "-f adopt --all --sandbox",
          "--base plan --sandbox",
          "--base-ref drift --sandbox --format json",
          "--plan apply --yes --sandbox",
          "--env-file plan --sandbox --format json",
          "ARGUMENT plan",
          "ARGUMENT plan --timeout",
          "ARGUMENT plan --ca-file",
          "ARGUMENT",
          "ARGUMENT audit");

  @TempDir Path folder;

  static Stream<Arguments> places() {
    return PLACES.stream()
        .flatMap(place -> ADDRESSES.stream().map(address -> Arguments.of(place, address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GENESYS_BASE_URL plan",
        "GENESYS_BASE_URL doctor --api genesys-cloud",
        "WFM_WEBHOOK_URL webhook replay",
        "GITHUB_API_URL github comment --plan plan.json --body wrapupcodes.yaml",
        "CI_API_V4_URL gitlab note --plan plan.json --body wrapupcodes.yaml"
      })
  void what_no_client_can_call_is_no_address(String place) {
    List<String> words = List.of(place.split(" "));
    String tooLong = "a".repeat(300);
    program().run("plan", "--sandbox", "--out", "plan.json");
    for (String address :
        List.of(
            "//host.example",
            "host.example",
            "https://",
            "https:///path",
            "https://127.0.0.1:0",
            "https://[::1]:0",
            "https://127.0.0.1:65536",
            "https://a..b",
            "https://" + tooLong + ".example")) {
      Program program = program().with(words.getFirst(), address);

      Program.Run run = program.run(words.stream().skip(1).toArray(String[]::new));

      assertThat(run.exit()).as(address + ": " + run.err()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).doesNotContain("made a mistake", "null", tooLong);
    }
  }

  private Program program() {
    return new Program(folder)
        .with("GITHUB_TOKEN", "ghs_123456")
        .with("GITHUB_REPOSITORY", "octo-org/codes")
        .with("GITHUB_REF", "refs/pull/17/merge")
        .with("GITLAB_TOKEN", "glpat-1234")
        .with("CI_PROJECT_ID", "5")
        .with("CI_MERGE_REQUEST_IID", "9")
        .wrapupcodes("format: 1\ncodes: {}\n");
  }

  @ParameterizedTest
  @MethodSource("places")
  void a_password_in_an_address_is_told_by_no_error(String place, String address) {
    List<String> words = new ArrayList<>(List.of(place.split(" ")));
    String name = words.removeFirst();
    Program program = program().file("plan.json", "{}");
    if (name.startsWith("-")) words.addAll(List.of(name, address));
    else if (name.equals("ARGUMENT") || words.getLast().startsWith("--w")) words.add(address);
    else program.with(name, address);

    Program.Run run = program.run(words.toArray(String[]::new));

    assertThat(run.out() + run.err()).doesNotContain(PASSWORD).doesNotContain("made a mistake");
    if (name.equals("HTTPS_PROXY")) return; // some of them are addresses of proxies
    assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE);
  }
}
