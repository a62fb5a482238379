package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The example for Kubernetes: its documents are what the API takes, and its scripts are run as
/// they stand, by a process a pod with the files that its volumes would have.
class KubernetesExampleTest {
  private static final Path EXAMPLE = Path.of("examples/kubernetes");
  private static final Path PYTHON = Path.of("target/tools/python/lib");
  private static final String SCHEMAS =
      "site-packages/kubernetes_validate/kubernetes-json-schema/v1.37.0-local-strict/_definitions.json";

  private static final Pattern MOUNT =
      Pattern.compile("/(checkout|tmp|state|run/secrets/wrapup)\\b");

  @TempDir Path home;

  /// What came of a pod.
  record Ran(int exit, String said) {}

  static Stream<Flow> documents() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      return files
          .filter(file -> file.toString().endsWith(".yml") && !file.endsWith("kustomization.yml"))
          .sorted()
          .map(Flow::read)
          .toList()
          .stream();
    }
  }

  static Stream<Flow> jobs() throws IOException {
    return documents().filter(flow -> !flow.path().endsWith("state.yml"));
  }

  /// Brought by `.ci/sdk`; without it this test is skipped, but never where the whole check runs.
  private static Path schemas() throws IOException {
    if (Files.isDirectory(PYTHON)) {
      try (Stream<Path> versions = Files.list(PYTHON)) {
        var found = versions.map(one -> one.resolve(SCHEMAS)).filter(Files::exists).findAny();
        if (found.isPresent()) return found.get();
      }
    }
    String missing = "the schemas of Kubernetes are not installed: run .ci/sdk";
    if ("true".equals(System.getenv("CI"))) fail(missing);
    return abort(missing);
  }

  @Test
  void each_document_is_one_that_the_api_takes() throws IOException {
    Map<String, String> types =
        Map.of(
            "batch/v1 CronJob", "io.k8s.api.batch.v1.CronJob",
            "batch/v1 Job", "io.k8s.api.batch.v1.Job",
            "v1 PersistentVolumeClaim", "io.k8s.api.core.v1.PersistentVolumeClaim");
    JsonNode all = new JsonMapper().readTree(Files.readAllBytes(schemas()));
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (Flow flow : documents().toList()) {
      JsonNode document = flow.document();
      String kind = document.at("/apiVersion").asString() + " " + document.at("/kind").asString();
      ObjectNode root = (ObjectNode) all.deepCopy();
      root.remove("$id");
      Schema schema = registry.getSchema(root.put("$ref", "#/$defs/" + types.get(kind)));

      assertThat(schema.validate(document)).as(flow.toString()).isEmpty();
      ((ObjectNode) document.path("spec")).put("completion", 1);
      assertThat(schema.validate(document)).as("a key that the API doesn't know").isNotEmpty();
    }
  }

  private static JsonNode spec(Flow job) {
    JsonNode cron = job.document().at("/spec/jobTemplate/spec");
    return cron.isMissingNode() ? job.document().path("spec") : cron;
  }

  private static JsonNode pod(Flow job) {
    return spec(job).at("/template/spec");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void a_pod_runs_as_nobody_and_writes_to_its_volumes_alone(Flow job) {
    JsonNode pod = pod(job);

    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean(false)).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asString())
        .isEqualTo("RuntimeDefault");
    List<JsonNode> containers = new ArrayList<>(pod.path("containers").valueStream().toList());
    containers.addAll(pod.path("initContainers").valueStream().toList());
    for (JsonNode container : containers) {
      assertThat(container.path("securityContext").toString())
          .isEqualTo(
              "{\"allowPrivilegeEscalation\":false,\"readOnlyRootFilesystem\":true,\"capabilities\":{\"drop\":[\"ALL\"]}}");
      assertThat(container.at("/resources/limits/memory").isString()).isTrue();
      assertThat(container.path("image").asString())
          .matches(
              ".*@sha256:[0-9a-f]{64}|ghcr\\.io/example-org/wrapup:" + Main.VERSION + "-shell");
    }
  }

  /// A container is given the part of the volume that has its index, and nothing of any other's.
  @ParameterizedTest
  @MethodSource("jobs")
  void a_container_sees_the_client_of_its_own_target(Flow job) {
    JsonNode spec = spec(job);
    if (!spec.has("completionMode")) return; // has no client
    JsonNode container = pod(job).at("/containers/0");
    JsonNode mount = named(container.path("volumeMounts"), "clients");
    JsonNode clients = named(pod(job).path("volumes"), "clients").at("/projected/sources");

    assertThat(mount.path("subPathExpr").asString()).isEqualTo("$(JOB_COMPLETION_INDEX)");
    assertThat(clients).hasSize(spec.path("completions").asInt());
    assertThat(named(container.path("env"), "TARGETS").path("value").asString())
        .isEqualTo(spec.path("completions").asString());
    for (int i = 0; i < clients.size(); i++) {
      String target = FleetDesk.TARGETS.get(i);
      String kind = job.path().endsWith("apply.yml") ? "write" : "read";
      JsonNode secret = clients.get(i).path("secret");
      assertThat(secret.path("name").asString()).isEqualTo("wrapup-%s-%s", kind, target);
      for (JsonNode item : secret.path("items")) {
        assertThat(item.path("key").asString()).endsWith("__" + target.toUpperCase(Locale.ROOT));
        assertThat(item.path("path").asString()).isEqualTo(i + "/" + item.path("key").asString());
      }
    }
  }

  private static JsonNode named(JsonNode list, String name) {
    return list.valueStream()
        .filter(item -> item.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /// Runs the containers of a pod, where its volumes are folders.
  private Ran run(FleetDesk desk, String file, int index) throws Exception {
    Flow job = Flow.read(EXAMPLE.resolve(file));
    Path pod = Files.createTempDirectory(home, "pod");
    Path secrets = Files.createDirectories(pod.resolve("secrets"));
    for (JsonNode source : pod(job).findPath("sources")) {
      for (JsonNode item : source.at("/secret/items")) {
        String[] path = item.path("path").asString().split("/");
        if (!path[0].equals(String.valueOf(index))) continue;
        String target = FleetDesk.TARGETS.get(index);
        String key = item.path("key").asString();
        String value =
            key.startsWith("GENESYS_BASE_URL")
                ? desk.sandbox(target).url().toString()
                : key.startsWith("GENESYS_CLIENT_ID")
                    ? "client-of-" + target
                    : FleetDesk.secret(target);
        Files.writeString(secrets.resolve(path[1]), value);
      }
    }
    Files.createDirectories(pod.resolve("checkout/files"));
    Files.createDirectories(pod.resolve("tmp"));
    Path state = Files.createDirectories(home.resolve("state"));
    List<JsonNode> containers =
        new ArrayList<>(pod(job).path("initContainers").valueStream().toList());
    pod(job).path("containers").forEach(containers::add);
    Ran ran = new Ran(0, "");
    for (JsonNode container : containers) {
      String script =
          MOUNT
              .matcher(container.at("/args/0").asString())
              .replaceAll(
                  mount ->
                      switch (mount.group(1)) {
                        case "run/secrets/wrapup" -> secrets.toString();
                        case "state" -> state.toString();
                        default -> pod.resolve(mount.group(1)).toString();
                      });
      List<String> command = new ArrayList<>(GitLabRunner.shell());
      command.addAll(List.of("-euc", script));
      Map<String, String> variables = new HashMap<>();
      variables.put("PATH", home.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
      variables.put("HOME", pod.resolve("tmp").toString());
      variables.put("JOB_COMPLETION_INDEX", String.valueOf(index));
      variables.put("REPOSITORY", desk.remote().toString());
      for (JsonNode one : container.path("env")) {
        if (one.has("value") && !one.path("name").asString().equals("HOME")) {
          variables.put(one.path("name").asString(), one.path("value").asString());
        }
      }
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.directory(pod.resolve(container.has("workingDir") ? "checkout/files" : ".").toFile());
      builder.environment().clear();
      builder.environment().putAll(variables);
      ProcessResult ended = ProcessResult.of(builder.redirectErrorStream(true));
      ran = new Ran(ended.exit(), ran.said() + ended.said());
      if (ran.exit() != 0) break;
    }
    return ran;
  }

  @Test
  void a_wave_is_planned_applied_and_recorded_and_the_next_night_finds_what_was_changed_by_hand()
      throws Exception {
    try (FleetDesk desk = new FleetDesk(home)) {
      desk.program("wrapup", "exec " + Program.command() + " \"$@\"\n");

      Ran plan = run(desk, "wave/plan.yml", 0);
      assertThat(plan.exit()).as(plan.said()).isZero();
      assertThat(plan.said()).contains("COMPLAINT", "test");
      assertThat(desk.writes()).isZero();
      Ran apply = run(desk, "wave/apply.yml", 0);
      assertThat(apply.exit()).as(apply.said()).isZero();
      assertThat(desk.codes("test")).contains("COMPLAINT");
      assertThat(desk.sandbox("production").requests()).isEmpty();
      assertThat(home.resolve("state/audit/test").toFile().list())
          .filteredOn(name -> name.endsWith(".jsonl"))
          .hasSize(1);
      Ran record = run(desk, "wave/record.yml", 0);
      assertThat(record.exit()).as(record.said()).isZero();
      assertThat(desk.at("refs/wrapup/test")).isEqualTo(desk.at("refs/heads/main"));

      assertThat(run(desk, "drift.yml", 0).exit()).isZero();
      desk.byHand("test", "COMPLAINT");
      Ran night = run(desk, "drift.yml", 0);
      assertThat(night.exit()).as(night.said()).isEqualTo(4);
      assertThat(night.said()).contains("By hand");
      assertThat(run(desk, "drift.yml", 1).said()).contains("production").doesNotContain("By hand");
    }
  }

  @Test
  void an_index_too_few_or_a_plan_of_another_state_changes_nothing() throws Exception {
    try (FleetDesk desk = new FleetDesk(home)) {
      desk.program("wrapup", "exec " + Program.command() + " \"$@\"\n");
      assertThat(run(desk, "wave/plan.yml", 0).exit()).isZero();
      desk.change("shared/codes.yaml", "displayName: Complaint", "displayName: Other", "main");
      assertThat(run(desk, "wave/apply.yml", 0).exit()).isEqualTo(6);

      desk.change("fleet.yaml", "wave: 1,", "wave: 0,", "main");
      Ran few = run(desk, "wave/plan.yml", 0);

      assertThat(few.exit()).as(few.said()).isOne();
      assertThat(desk.writes()).isZero();
    }
  }

  @Test
  void kustomize_makes_all_of_it_where_kubectl_is_installed() throws Exception {
    if (Stream.of("/usr/bin/kubectl", "/usr/local/bin/kubectl")
        .map(Path::of)
        .noneMatch(Files::exists)) abort("no kubectl");
    for (String folder : List.of(".", "wave")) {
      String made =
          ProcessResult.good(
              new ProcessBuilder("kubectl", "kustomize", EXAMPLE.resolve(folder).toString()));

      assertThat(made.split("namespace: wrapup")).hasSize(3 + 1);
    }
  }
}
