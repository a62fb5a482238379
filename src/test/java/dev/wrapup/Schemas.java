package dev.wrapup;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wrapup.files.spec.FileSchema;
import dev.wrapup.report.json.OutputSchema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds documents to the project's own schemas, by somebody else's validator.
public final class Schemas {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private Schemas() {}

  /// Exactly one document, of a known format, that its schema allows.
  public static void holdToItsSchema(String document) {
    JsonNode json = JSON.readTree(document);
    String format = json.path("format").asString("");
    assertThat(format).matches("wrapup\\.[a-z]+/1");
    String name = format.substring("wrapup.".length(), format.length() - "/1".length());
    Schema schema =
        SCHEMAS.computeIfAbsent(name, n -> REGISTRY.getSchema(OutputSchema.named(n).orElseThrow()));
    assertThat(schema.validate(json)).as(document).isEmpty();
  }

  /// What the schema of the fleet file has against a YAML text.
  public static List<Error> ofFleet(String yaml) {
    Schema schema =
        SCHEMAS.computeIfAbsent("the fleet", n -> REGISTRY.getSchema(FileSchema.fleet()));
    return schema.validate(yaml, InputFormat.YAML);
  }

  /// What the schema of the desired-state file has against a YAML text.
  public static List<Error> ofFile(String yaml) {
    Schema schema = SCHEMAS.computeIfAbsent("the file", n -> REGISTRY.getSchema(FileSchema.json()));
    return schema.validate(yaml, InputFormat.YAML);
  }
}
