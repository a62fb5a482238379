package dev.wrapup.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A file that makes CI do something: a workflow, an action, or the same for other programs.
record Flow(Path path, JsonNode document) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Path WORKFLOWS = Path.of(".github/workflows");
  private static final Path EXAMPLES = Path.of("examples/github");

  /// A job of a workflow.
  record Job(String name, JsonNode body) {
    List<Step> steps() {
      return body.path("steps").valueStream().map(Step::new).toList();
    }

    /// The workflow that it is, if it is one.
    String calls() {
      return body.path("uses").asString("");
    }

    boolean uses(String secret) {
      return body.toString().contains("secrets." + secret);
    }
  }

  /// A step of a job, or of an action.
  record Step(JsonNode body) {
    String uses() {
      return body.path("uses").asString("");
    }

    String run() {
      return body.path("run").asString("");
    }

    String with(String input) {
      return body.path("with").path(input).asString("");
    }

    /// Whether it runs wrapup by the action.
    boolean isOurs() {
      return uses().startsWith("./") || uses().startsWith("example-org/wrapup@");
    }
  }

  static Flow read(Path path) {
    return new Flow(path, YAML.readTree(path));
  }

  static Flow read(String path) {
    return read(Path.of(path));
  }

  /// The workflows for others, of which this project's own are made, and what it has besides.
  static List<Flow> workflows() {
    Map<Path, Flow> flows = new LinkedHashMap<>();
    for (Path folder : List.of(EXAMPLES, WORKFLOWS)) {
      try (Stream<Path> files = Files.list(folder)) {
        files.sorted().forEach(file -> flows.putIfAbsent(file.getFileName(), read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.copyOf(flows.values());
  }

  static Flow action() {
    return read("action.yml");
  }

  /// Everything that GitHub runs.
  static List<Flow> all() {
    return Stream.concat(workflows().stream(), Stream.of(action())).toList();
  }

  /// Whether another workflow starts it.
  boolean isCalled() {
    return document.path("on").has("workflow_call");
  }

  List<Job> jobs() {
    return document
        .path("jobs")
        .propertyStream()
        .map(e -> new Job(e.getKey(), e.getValue()))
        .toList();
  }

  Job job(String name) {
    return jobs().stream().filter(job -> job.name().equals(name)).findFirst().orElseThrow();
  }

  /// Of all jobs, or of the action.
  List<Step> steps() {
    return Stream.concat(
            jobs().stream().flatMap(job -> job.steps().stream()),
            document.at("/runs/steps").valueStream().map(Step::new))
        .toList();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
