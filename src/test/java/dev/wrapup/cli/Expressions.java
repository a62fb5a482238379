package dev.wrapup.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// What GitHub puts in where a workflow has `${{ … }}`: as much of its expressions as our workflows
/// use (its documentation of expressions, read 2026-11-24). What is not known here is an error.
final class Expressions {
  private static final Pattern HOLE = Pattern.compile("(?s)\\$\\{\\{(.*?)}}");
  private static final Pattern TOKEN =
      Pattern.compile("'(?:[^']|'')*'|\\|\\||&&|==|!=|[!(),]|[\\w.-]+");
  private static final Pattern STATUS =
      Pattern.compile("\\b(success|failure|always|cancelled)\\(\\)");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode contexts;
  private final boolean isGreen;

  /// @param contexts `github`, `inputs`, `steps` and their likes
  /// @param isGreen whether all steps so far succeeded
  Expressions(JsonNode contexts, boolean isGreen) {
    this.contexts = contexts;
    this.isGreen = isGreen;
  }

  /// A text with all expressions worked out.
  String fill(String text) {
    return HOLE.matcher(text)
        .replaceAll(hole -> Matcher.quoteReplacement(text(value(hole.group(1)))));
  }

  /// Whether a step or job with this `if` runs; one without it, or one that says nothing of what
  /// went before, only if all was well.
  boolean holds(String condition) {
    String bare = HOLE.matcher(condition).replaceAll("$1").strip();
    boolean isAsked = STATUS.matcher(bare).find();
    return (isAsked || isGreen) && (bare.isEmpty() || isTrue(value(bare)));
  }

  /// What a text is that is one expression.
  JsonNode whole(String text) {
    Matcher hole = HOLE.matcher(text);
    if (!hole.matches()) throw new IllegalArgumentException(text);
    return value(hole.group(1));
  }

  private JsonNode value(String expression) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) tokens.add(token.group());
    Parser parser = new Parser(tokens);
    JsonNode value = parser.or();
    if (parser.at < tokens.size()) throw new IllegalArgumentException(expression);
    return value;
  }

  private static boolean isTrue(JsonNode value) {
    return switch (value.getNodeType()) {
      case MISSING, NULL -> false;
      case BOOLEAN -> value.booleanValue();
      case STRING -> !value.stringValue().isEmpty();
      default -> throw new IllegalArgumentException("is it true? " + value);
    };
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "" : value.asString();
  }

  /// One expression. Each method reads what binds at least as strongly as its name.
  private final class Parser {
    private final List<String> tokens;
    private int at;

    Parser(List<String> tokens) {
      this.tokens = tokens;
    }

    private boolean eat(String token) {
      if (at >= tokens.size() || !tokens.get(at).equals(token)) return false;
      at++;
      return true;
    }

    JsonNode or() {
      JsonNode value = and();
      while (eat("||")) {
        JsonNode other = and();
        if (!isTrue(value)) value = other;
      }
      return value;
    }

    private JsonNode and() {
      JsonNode value = equal();
      while (eat("&&")) {
        JsonNode other = equal();
        if (isTrue(value)) value = other;
      }
      return value;
    }

    private JsonNode equal() {
      JsonNode value = not();
      if (eat("==")) return NODES.booleanNode(text(value).equals(text(not())));
      if (eat("!=")) return NODES.booleanNode(!text(value).equals(text(not())));
      return value;
    }

    private JsonNode not() {
      return eat("!") ? NODES.booleanNode(!isTrue(not())) : primary();
    }

    private JsonNode primary() {
      if (eat("(")) {
        JsonNode value = or();
        if (!eat(")")) throw new IllegalArgumentException("no ) in " + tokens);
        return value;
      }
      String token = tokens.get(at++);
      if (token.startsWith("'")) {
        return StringNode.valueOf(token.substring(1, token.length() - 1).replace("''", "'"));
      }
      return eat("(") ? call(token) : contexts.at("/" + token.replace('.', '/'));
    }

    private JsonNode call(String function) {
      List<String> arguments = new ArrayList<>();
      while (!eat(")")) {
        arguments.add(text(or()));
        eat(",");
      }
      return switch (function) {
        case "success" -> NODES.booleanNode(isGreen);
        case "failure" -> NODES.booleanNode(!isGreen);
        case "always" -> NODES.booleanNode(true);
        case "cancelled" -> NODES.booleanNode(false);
        case "fromJSON" -> new JsonMapper().readTree(arguments.getFirst());
        case "format" -> StringNode.valueOf(format(arguments));
        default -> throw new IllegalArgumentException("the function " + function);
      };
    }

    private static String format(List<String> arguments) {
      String text = arguments.getFirst();
      for (int i = 1; i < arguments.size(); i++) {
        text = text.replace("{" + (i - 1) + "}", arguments.get(i));
      }
      return text;
    }
  }
}
