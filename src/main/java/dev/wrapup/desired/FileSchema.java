package dev.wrapup.desired;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.Policy;
import java.io.StringWriter;
import java.util.Arrays;
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

/// The JSON Schema (2020-12) of the file, for editors. Made from the dialects' field lists. It
/// never refuses a file that the reader takes by itself; what the reader alone can tell, such as a
/// repeated `id`, it lets pass.
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

  private final Dialect dialect;

  private FileSchema(Dialect dialect) {
    this.dialect = dialect;
  }

  /// The schema of files that say their `api` themselves, as text that a line feed ends.
  public static String json() {
    ObjectNode schema = new FileSchema(Dialect.ALL.getFirst()).file();
    for (Dialect dialect : Dialect.ALL.subList(1, Dialect.ALL.size())) {
      ObjectNode either = JSON.objectNode();
      ObjectNode condition = either.putObject("if");
      condition.putArray("required").add("api");
      condition.putObject("properties").putObject("api").put("const", dialect.api());
      either.set("then", new FileSchema(dialect).file());
      either.set("else", schema);
      schema = either;
    }
    return text(schema);
  }

  /// The schema of files of one dialect, for those whose `api` stands in another file.
  public static String json(Dialect dialect) {
    return text(new FileSchema(dialect).file());
  }

  private static String text(ObjectNode schema) {
    ObjectNode file = JSON.objectNode();
    file.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    file.put("title", "wrapup: the wrap-up codes of an organization");
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

  private ObjectNode file() {
    ObjectNode schema = JSON.objectNode();
    schema.putArray("required").add("format").add("codes");
    ObjectNode keys = properties(schema);
    keys.set("format", format());
    keys.set(
        "api",
        choice(List.of(dialect.api()), "The API that the file is for.")
            .put("default", Dialect.ALL.getFirst().api()));
    keys.set("environment", text("Guard: with another target nothing is sent.", 1));
    if (dialect.namesOrganization()) {
      keys.set("organization", text("Guard: the id of the organization that the file is for.", 1));
    }
    dialect.scope().ifPresent(scope -> keys.set(scope.key(), scope(scope)));
    keys.set("defaults", defaults());
    keys.set("policy", policy());
    keys.set("retired", codes("Codes that shall not exist. The only ones that are ever deleted."));
    ObjectNode codes = map("The codes, by " + dialect.key().name() + ".");
    codes.set("propertyNames", key());
    codes.set("additionalProperties", code());
    keys.set("codes", codes);
    return schema;
  }

  private static ObjectNode scope(Dialect.Scope scope) {
    ObjectNode parts =
        list(
            "The %s that the file is for; codes elsewhere are left alone.".formatted(scope.key()),
            text("An id or a name.", scope.field().min()).put("maxLength", scope.field().max()));
    return parts.put("minItems", 1);
  }

  private static ObjectNode format() {
    ObjectNode format = JSON.objectNode().put("description", "The version of the file format.");
    format.putArray("enum").add(Integer.parseInt(FileReader.FORMAT)).add(FileReader.FORMAT);
    return format;
  }

  private ObjectNode defaults() {
    ObjectNode defaults =
        map("What new codes of this file start with where they say nothing themselves.");
    ObjectNode fields = properties(defaults);
    for (Field field : dialect.fields()) fields.set(field.name(), field(field));
    return defaults;
  }

  private ObjectNode code() {
    ObjectNode code = map("A code. What is absent is not managed; \"\" and [] mean empty.");
    ObjectNode keys = properties(code);
    keys.set("id", text("The live code that this one is; export writes it.", 1));
    for (Field field : dialect.fields()) keys.set(field.name(), field(field));
    keys.set(
        "previously",
        codes("Codes that it had before, the latest first; a live one of them is renamed."));
    keys.set("ignore", ignore());
    return code;
  }

  private ObjectNode field(Field field) {
    return switch (field.kind()) {
      case TEXT -> text(field.description(), field.min()).put("maxLength", field.max());
      case CHOICE -> choice(field.choices(), field.description());
      case OUTCOMES -> outcomes(field);
    };
  }

  private static ObjectNode outcomes(Field field) {
    ObjectNode outcome = JSON.objectNode().put("type", "object");
    outcome.putArray("required").add("id").add("name");
    ObjectNode keys = properties(outcome);
    for (String key : Values.OUTCOME_KEYS) keys.set(key, text("The outcome's " + key + ".", 0));
    return list(field.description(), outcome);
  }

  private ObjectNode ignore() {
    List<String> fields = dialect.fields().stream().map(Field::name).toList();
    ObjectNode entry = map("A field left alone for a time.");
    entry.putArray("required").add("field");
    ObjectNode keys = properties(entry);
    keys.set("field", choice(fields, "The field to leave alone."));
    keys.set(
        "until",
        JSON.objectNode()
            .put("description", "The last day on which it holds.")
            .put("type", "string")
            .put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"));
    keys.set("owner", text("Who answers for it.", 0));
    keys.set("reason", text("Why.", 0));
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(choice(fields, "The field to leave alone.")).add(entry);
    return list("Fields that are left as they are live.", either);
  }

  private ObjectNode policy() {
    ObjectNode policy = map("What may be applied.");
    ObjectNode keys = properties(policy);
    List<String> actions =
        Arrays.stream(Policy.Allowed.values()).map(Policy.Allowed::word).toList();
    ObjectNode allow = list("The actions that may be applied.", choice(actions, "An action."));
    allow.putArray("default").add(Policy.Allowed.CREATE.word()).add(Policy.Allowed.UPDATE.word());
    keys.set("allow", allow);
    keys.set("maxCreates", limit("codes are created", Policy.DEFAULT_MAX_CREATES));
    keys.set("maxUpdates", limit("codes are updated", Policy.DEFAULT_MAX_UPDATES));
    keys.set("maxDeletes", limit("codes are deleted", Policy.DEFAULT_MAX_DELETES));
    keys.set(
        "onDrift",
        choice(
                Arrays.stream(Policy.OnDrift.values()).map(Policy.OnDrift::word).toList(),
                "What becomes of a field that was changed outside Git.")
            .put("default", Policy.DEFAULT.driftRule().word()));
    keys.set(
        "onWarning",
        choice(
                Arrays.stream(Policy.OnWarning.values()).map(Policy.OnWarning::word).toList(),
                "What becomes of a plan that may break rules.")
            .put("default", Policy.DEFAULT.warningRule().word()));
    keys.set(
        "undeclared",
        choice(
                Arrays.stream(Policy.Undeclared.values()).map(Policy.Undeclared::word).toList(),
                "Whether live codes that no file names count as drift.")
            .put("default", Policy.DEFAULT.undeclaredRule().word()));
    keys.set(
        "protect",
        codes("Codes, as they are live, that are never deleted, renamed or bound to another id."));
    keys.set(
        "codePattern", text("What every declared code must match as a whole, in RE2 syntax.", 0));
    return policy;
  }

  private static ObjectNode limit(String what, Policy.Limit standard) {
    ObjectNode limit =
        JSON.objectNode()
            .put(
                "description",
                "The plan is refused if more " + what + ": a number, or a share such as 30%.");
    limit
        .putArray("anyOf")
        .add(JSON.objectNode().put("type", "integer").put("minimum", 0).put("maximum", 999_999_999))
        .add(
            JSON.objectNode()
                .put("type", "string")
                .put("pattern", "^([0-9]{1,9}|0*(100|[0-9]{1,2})%)$"));
    return switch (standard) {
      case Policy.Limit.Count count -> limit.put("default", count.most());
      case Policy.Limit.Share share -> limit.put("default", share.toString());
    };
  }

  private ObjectNode codes(String description) {
    ObjectNode code = key();
    code.set("type", types());
    return list(description, code);
  }

  private ObjectNode key() {
    Field key = dialect.key();
    ObjectNode schema =
        JSON.objectNode()
            .put("description", key.description())
            .put("minLength", key.min())
            .put("maxLength", key.max());
    schema.set("not", JSON.objectNode().put("type", "string").put("pattern", "^~[A-Z2-7]{19}$"));
    return schema;
  }

  /// Scalars are read as text, so a number is one too.
  private static ObjectNode text(String description, int least) {
    ObjectNode text = JSON.objectNode().put("description", description);
    text.set("type", types());
    if (least > 0) text.put("minLength", least);
    return text;
  }

  private static ArrayNode types() {
    return JSON.arrayNode().add("string").add("number").add("boolean");
  }

  private static ObjectNode choice(List<String> words, String description) {
    ObjectNode choice = JSON.objectNode().put("description", description);
    words.forEach(choice.putArray("enum")::add);
    return choice;
  }

  private static ObjectNode list(String description, ObjectNode items) {
    ObjectNode list = JSON.objectNode().put("description", description).put("type", "array");
    list.put("uniqueItems", true);
    list.set("items", items);
    return list;
  }

  private static ObjectNode map(String description) {
    return JSON.objectNode().put("description", description).put("type", "object");
  }

  private static ObjectNode properties(ObjectNode schema) {
    schema.put("additionalProperties", false);
    return schema.putObject("properties");
  }
}
