package dev.wrapup.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wrapup.model.LiveCode;
import dev.wrapup.sandbox.http.Fault;
import dev.wrapup.sandbox.http.Settings;
import dev.wrapup.sandbox.organization.CloudExample;
import dev.wrapup.sandbox.organization.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The vendor's own clients do a day's work with the sandbox as they are, and tell it as JSON. They
/// are installed by `.ci/sdk`; without it the test is skipped, but never where the whole check runs
/// (`CI`).
class VendorSdkTest {
  private static final Path FOLDER = Path.of("target", "sdk").toAbsolutePath();
  private static final long MOST_SECONDS = 120;

  @TempDir private Path folder;

  enum Client {
    JAVASCRIPT,
    JAVA,
    PYTHON
  }

  private static List<String> command(Client client) {
    return switch (client) {
      case JAVASCRIPT -> List.of("node", "src/test/sdk/story.cjs");
      case JAVA -> {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String libraries = FOLDER.resolve("java") + "/*";
        yield List.of(java.toString(), "-cp", libraries, "src/test/sdk/Story.java");
      }
      case PYTHON -> List.of("target/tools/python/bin/python", "src/test/sdk/story.py");
    };
  }

  private Map<String, Object> story(Client client, Sandbox sandbox)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>(command(client));
    command.addAll(List.of(sandbox.url().toString(), "client", "s3cr3t"));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.put("NODE_PATH", FOLDER.resolve("node_modules").toString());
    // they read their settings from there, and a proxy would see what is for loopback
    environment.put("HOME", folder.toString());
    environment.put("JDK_JAVA_OPTIONS", "-Duser.home=" + folder);
    environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    boolean isOver = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
    if (!isOver) process.destroyForcibly().waitFor();
    assertThat(isOver && process.exitValue() == 0).as(Files.readString(err)).isTrue();
    return new JsonMapper().readValue(Files.readString(out), new TypeReference<>() {});
  }

  private static void demand() {
    if (Files.exists(FOLDER.resolve("installed"))) return;
    String missing = "the vendor's clients are not installed: run .ci/sdk";
    if ("true".equals(System.getenv("CI"))) fail(missing);
    abort(missing);
  }

  private static List<String> names(Organization organization) {
    return organization.codes().stream().map(LiveCode::code).sorted().toList();
  }

  /// What a client has to tell, given an organization of 130 codes and two queues.
  private static Map<String, Object> expected(Client client, List<String> codes) {
    Map<String, Object> told = new TreeMap<>();
    told.put("listed", codes);
    told.put("named", List.of("CODE_7"));
    told.put("chosen", List.of("CODE_3", "CODE_5"));
    told.put("placed", 65);
    told.put("made", "MADE");
    told.put("taken", "400 duplicate.name");
    told.put("limited", "none");
    told.put("changed", "CHANGED in *");
    told.put("missing", "404 not.found");

    told.put("queue", "Orders in Sales");
    told.put("renamed", "Returns");
    told.put("queuesNamed", List.of("Returns"));
    told.put("queuesPlaced", List.of("Returns"));
    told.put("added", List.of("CHANGED", "CODE_3", "CODE_5"));
    told.put("offered", List.of("CHANGED", "CODE_5"));
    told.put("queuesEverywhere", List.of("Gone", "Queue 0", "Queue 1", "Returns"));
    told.put("queueMissing", "404 not.found");

    told.put("divisionUsed", "400 bad.request");
    told.put("division", "South");
    told.put("divisions", List.of("Gone", "Home", "Sales", "Service", "South"));
    told.put("divisionMissing", "404 not.found");

    told.put("mappingVersions", 1);
    told.put("mapping", List.of("CONTACT_UNCALLABLE"));
    told.put("mappingStale", "409 invalid.update.wrong.version");

    told.put("audited", List.of("Update", "Create"));
    told.put("home", "Home");
    told.put("permitted", List.of("Home", "Sales", "Service", "South"));
    told.put("subject", "wrapup");
    told.put("user", "Ada Admin");
    told.put("country", "US");
    told.put("products", true);

    switch (client) {
      case JAVA -> {
        // this release is older than descriptions, the search for deleted codes and a code's
        // division in a request
      }
      case JAVASCRIPT, PYTHON -> {
        told.put("madeIn", "Sales");
        told.put("description", "changed");
        told.put("deleted", List.of("GONE"));
        told.put("either", List.of("CHANGED", "GONE"));
        told.put("looked", "GONE");
      }
    }
    // the others wait by themselves
    if (client == Client.JAVASCRIPT) told.put("limited", "429 too.many.requests.retry.after, 1 s");
    return told;
  }

  @ParameterizedTest
  @EnumSource
  void do_with_codes_queues_divisions_and_mappings_what_they_are_made_for(Client client)
      throws IOException, InterruptedException {
    demand();
    Organization organization = CloudExample.generated(130, 2);
    List<String> before = names(organization);
    Settings settings =
        Settings.DEFAULT
            .withLogin("client", "s3cr3t")
            .withFaults(List.of(Fault.parse("429:1@PUT#1")));

    Map<String, Object> told;
    List<Sandbox.Request> requests;
    try (Sandbox sandbox = Sandbox.start(organization, settings)) {
      told = story(client, sandbox);
      requests = sandbox.requests();
    }

    assertThat(told).containsExactlyInAnyOrderEntriesOf(expected(client, before));
    assertThat(requests).filteredOn(request -> request.status() == 429).hasSize(1);
    List<String> after = new ArrayList<>(before);
    after.add("CHANGED");
    assertThat(names(organization)).containsExactlyInAnyOrderElementsOf(after);
    assertThat(organization.divisions().values())
        .containsExactlyInAnyOrder("Home", "Sales", "Service", "South");
    String changed = organization.byCode("CHANGED").orElseThrow().id();
    assertThat(organization.queues().all())
        .filteredOn(queue -> queue.name().equals("Returns"))
        .singleElement()
        .satisfies(
            queue -> {
              assertThat(queue.codes()).containsExactly(changed, "id-5");
              assertThat(queue.settings()).containsEntry("description", "renamed");
            });
  }
}
