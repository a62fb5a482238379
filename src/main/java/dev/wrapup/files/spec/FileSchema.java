package dev.wrapup.files.spec;

import dev.wrapup.files.spec.FileSpec.KeySpec;
import dev.wrapup.files.spec.FileSpec.Keys;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema (2020-12) of the file, for editors. It never refuses a file that the reader
/// takes by itself; what the reader alone can tell, such as a repeated `id`, it lets pass.
public final class FileSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private static final ObjectWriteContext INDENTED =
      new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
          return new DefaultPrettyPrinter().withObjectIndenter(LINES);
        }

        @Override
        public boolean hasPrettyPrinter() {
          return true;
        }
      };

  private FileSchema() {}

  /// The schema of files that say their `api` themselves, as text that a line feed ends.
  public static String json() {
    ObjectNode schema = file(FileSpec.of(Dialect.ALL.getFirst()));
    for (Dialect dialect : Dialect.ALL.subList(1, Dialect.ALL.size())) {
      ObjectNode either = JSON.objectNode();
      ObjectNode condition = either.putObject("if");
      condition.putArray("required").add("api");
      condition.putObject("properties").putObject("api").put("const", dialect.api());
      either.set("then", file(FileSpec.of(dialect)));
      either.set("else", schema);
      schema = either;
    }
    return text(schema);
  }

  /// The schema of files of one dialect, for those whose `api` stands in another file.
  public static String json(Dialect dialect) {
    return json(FileSpec.of(dialect));
  }

  public static String json(FileSpec spec) {
    return text(file(spec));
  }

  /// The schema of the fleet file.
  public static String fleet() {
    return text("wrapup: the organizations of a fleet", keys(JSON.objectNode(), FleetSpec.FILE));
  }

  private static String text(ObjectNode schema) {
    return text("wrapup: the wrap-up codes of an organization", schema);
  }

  private static String text(String title, ObjectNode schema) {
    ObjectNode file = JSON.objectNode();
    file.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    file.put("title", title);
    file.put("type", "object");
    file.setAll(schema);
    // by the generator alone: databind's writers ask for classes of java.xml, which an image lacks
    StringWriter text = new StringWriter();
    JsonParser nodes = file.traverse(ObjectReadContext.empty());
    try (JsonGenerator json = new JsonFactory().createGenerator(INDENTED, text)) {
      nodes.nextToken();
      json.copyCurrentStructure(nodes);
    }
    return text + "\n";
  }

  private static ObjectNode file(FileSpec spec) {
    ObjectNode schema = keys(JSON.objectNode(), spec.file());
    boolean checksOrganization = spec.dialect().namesOrganization();
    if (!checksOrganization) ((ObjectNode) schema.get("properties")).remove("organization");
    return schema;
  }

  private static ObjectNode of(KeySpec key) {
    ObjectNode schema = JSON.objectNode();
    if (!key.text().isEmpty()) schema.put("description", key.text());
    switch (key.shape()) {
      case FileSpec.Text text -> lengths(schema.set("type", types()), text.least(), text.most());
      case FileSpec.Code(Field code) -> {
        lengths(schema, code.min(), code.max());
        schema.putObject("not").put("type", "string").put("pattern", "^~[A-Z2-7]{19}$");
        schema.set("type", types());
      }
      case FileSpec.Choice choice -> choice.words().forEach(schema.putArray("enum")::add);
      case FileSpec.Bare bare -> bare(schema, bare);
      case FileSpec.Items items -> items(schema, items);
      case Keys keys -> keys(schema.put("type", "object"), keys);
      case FileSpec.ByKey map -> {
        schema.put("type", "object");
        schema.set("propertyNames", of(map.key()).without("type"));
        schema.set("additionalProperties", of(map.entry()));
      }
    }
    key.standard().ifPresent(standard -> standard(schema, standard));
    return schema;
  }

  private static void lengths(ObjectNode schema, int least, int most) {
    if (least > 0) schema.put("minLength", least);
    if (most > 0) schema.put("maxLength", most);
  }

  private static void bare(ObjectNode schema, FileSpec.Bare bare) {
    switch (bare) {
      case VERSION ->
          schema.putArray("enum").add(Integer.parseInt(FileSpec.FORMAT)).add(FileSpec.FORMAT);
      case LIMIT -> {
        ArrayNode either = schema.putArray("anyOf");
        either.addObject().put("type", "integer").put("minimum", 0).put("maximum", 999_999_999);
        either
            .addObject()
            .put("type", "string")
            .put("pattern", "^([0-9]{1,9}|0*(100|[0-9]{1,2})%)$");
      }
      case DAY -> schema.put("type", "string").put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
      case COUNT -> {
        ArrayNode either = schema.putArray("anyOf");
        either.addObject().put("type", "integer").put("minimum", 0).put("maximum", 999);
        either.addObject().put("type", "string").put("pattern", "^[0-9]{1,3}$");
      }
      case NAME ->
          schema
              .put("maxLength", FleetSpec.LONGEST)
              .put("pattern", "^%s$".formatted(FleetSpec.NAME));
    }
  }

  private static void items(ObjectNode schema, FileSpec.Items items) {
    schema.put("type", "array").put("uniqueItems", true);
    ObjectNode item = of(items.item());
    if (items.item().shape() instanceof Keys keys && keys.required().size() == 1) {
      ObjectNode either = JSON.objectNode();
      either.putArray("anyOf").add(of(keys.required().getFirst())).add(item);
      item = either;
    }
    schema.set("items", item);
    if (items.least() > 0) schema.put("minItems", items.least());
  }

  private static ObjectNode keys(ObjectNode schema, Keys keys) {
    if (!keys.required().isEmpty()) {
      ArrayNode names = schema.putArray("required");
      keys.required().forEach(key -> names.add(key.name()));
    }
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    keys.keys().forEach(key -> properties.set(key.name(), of(key)));
    return schema;
  }

  /// Scalars are read as text, so a number is one too.
  private static ArrayNode types() {
    return JSON.arrayNode().add("string").add("number").add("boolean");
  }

  private static void standard(ObjectNode schema, Object standard) {
    switch (standard) {
      case Integer number -> schema.put("default", number);
      case List<?> words -> {
        ArrayNode array = schema.putArray("default");
        words.forEach(word -> array.add(word.toString()));
      }
      default -> schema.put("default", standard.toString());
    }
  }
}
