package dev.wrapup.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Files that are wrong. `§` stands before each character that a finding must point at.
final class BadFiles {
  private static final char MARK = '§';

  private BadFiles() {}

  /// @param text with marks
  /// @param findings the codes that are expected, in order, one for each mark
  /// @param editor whether the JSON Schema must see it too; syntax, duplicate keys and what takes
  ///   several places into account are beyond it
  record Bad(String name, String text, List<String> findings, boolean editor) {
    String yaml() {
      return text.replace(String.valueOf(MARK), "");
    }

    /// The findings with the marks' places.
    List<String> places() {
      List<String> places = new ArrayList<>();
      int line = 1;
      int column = 1;
      for (int c : text.codePoints().toArray()) {
        if (c == MARK) {
          places.add("%s %d:%d".formatted(findings.get(places.size()), line, column));
        } else if (c == '\n') {
          line++;
          column = 1;
        } else {
          column++;
        }
      }
      return places;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Bad seen(String name, String findings, String text) {
    return new Bad(name, text, List.of(findings.split(" ")), true);
  }

  static Bad unseen(String name, String findings, String text) {
    return new Bad(name, text, List.of(findings.split(" ")), false);
  }

  /// One code `A` with this line more.
  static String code(String line) {
    return "format: 1\ncodes:\n  A:\n    displayName: a\n    " + line + "\n";
  }

  private static String policy(String line) {
    return "format: 1\npolicy:\n  " + line + "\ncodes: {}\n";
  }

  private static String key(String key) {
    return "format: 1\ncodes:\n  §" + key + ":\n    displayName: a\n";
  }

  static List<Bad> all() {
    List<Bad> all = new ArrayList<>();
    all.addAll(top());
    all.addAll(yaml());
    all.addAll(HintedFiles.all().stream().map(HintedFiles.Hinted::bad).toList());
    all.addAll(codes());
    all.addAll(policies());
    all.addAll(genesysCloud());
    return all;
  }

  private static List<Bad> top() {
    return List.of(
        unseen("nothing at all", "empty-file", "§"),
        unseen("only spaces", "empty-file", "§  \n\n"),
        unseen("only a comment", "empty-file", "§# nothing yet\n"),
        unseen("a document without content", "empty-file", "---\n§"),
        seen("a text", "wrong-kind", "§hello\n"),
        seen("a list", "wrong-kind", "§- format: 1\n"),
        seen("null", "null-value", "§~\n"),
        seen("without format", "missing-key", "§codes: {}\n"),
        seen("without codes", "missing-key", "§format: 1\n"),
        seen("without either", "missing-key missing-key", "§§environment: x\n"),
        seen("another format", "unknown-format", "format: §2\ncodes: {}\n"),
        seen("a format that isn't a text", "wrong-kind", "format: §[1]\ncodes: {}\n"),
        seen("an empty format", "null-value", "format:§\ncodes: {}\n"),
        seen("an unknown key", "unknown-key", "format: 1\n§code: {}\ncodes: {}\n"),
        seen("an address", "unknown-key", "format: 1\n§baseUrl: http://evil\ncodes: {}\n"),
        seen("an unknown api", "unknown-word", "format: 1\napi: §version\ncodes: {}\n"),
        seen("a null guard", "null-value", "format: 1\nenvironment: §null\ncodes: {}\n"),
        seen("an empty guard", "empty-value", "format: 1\nenvironment: §''\ncodes: {}\n"),
        unseen(
            "a guard that can't be checked",
            "unchecked-guard",
            "format: 1\norganization: §acme\ncodes: {}\n"),
        unseen(
            "an api in disguise", "odd-api", "format: 1\n\"\\x61pi\": §genesys-cloud\ncodes: {}\n"),
        seen("divisions without any", "foreign-key", "format: 1\n§divisions: [A]\ncodes: {}\n"),
        seen("codes as a list", "wrong-kind", "format: 1\ncodes: §[A, B]\n"),
        seen("codes as a text", "wrong-kind", "format: 1\ncodes: §none\n"),
        seen("codes as null", "null-value", "format: 1\ncodes:§\n"),
        seen("queues", "foreign-key", "format: 1\n§queues: [Sales]\ncodes: {}\n"),
        seen("an unknown default", "unknown-key", "format: 1\ndefaults: {§id: x}\ncodes: {}\n"),
        seen(
            "a default that can't be",
            "unknown-word",
            "format: 1\ndefaults: {routingType: §Manual}\ncodes: {}\n"),
        seen("retired as a text", "wrong-kind", "format: 1\nretired: §OLD\ncodes: {}\n"),
        seen("retired twice", "listed-twice", "format: 1\nretired: [OLD, §OLD]\ncodes: {}\n"),
        seen(
            "retired and too long",
            "too-long",
            "format: 1\nretired: [§CUSTOMER_CALLBACK_REQ]\ncodes: {}\n"),
        unseen(
            "retired and declared",
            "retired-and-declared",
            "format: 1\nretired: [§A]\ncodes:\n  A:\n    displayName: a\n"));
  }

  private static List<Bad> yaml() {
    return List.of(
        unseen("a second document", "several-documents", "format: 1\ncodes: {}\n§---\nformat: 1\n"),
        unseen("a tab as indentation", "syntax", "format: 1\ncodes:\n§\tA: {}\n"),
        unseen("an open bracket", "syntax", "format: 1\ncodes: {A: {id: x}\n§"),
        unseen("an open quote", "syntax", "format: 1\nenvironment: 'x\ncodes: {}\n§"),
        unseen("a colon in a plain text", "syntax", code("description: a§: b")),
        unseen("an at sign", "syntax", code("description: §@home")),
        unseen("a wrong indentation", "syntax", "format: 1\ncodes:\n  A:\n    id: x\n   §B: {}\n"),
        unseen("a bad escape", "syntax", code("description: \"a\\§q\"")),
        unseen("a directive of another YAML", "syntax", "§%YAML 3.0\n---\nformat: 1\ncodes: {}\n"),
        unseen("a duplicate key", "duplicate-key", "format: 1\ncodes: {}\n§codes: {}\n"),
        unseen(
            "a code twice",
            "duplicate-key",
            "format: 1\ncodes:\n  A: {displayName: a}\n  §A: {displayName: b}\n"),
        unseen("a field twice", "duplicate-key", code("§displayName: b")),
        unseen("a key twice, once in quotes", "duplicate-key", code("§\"displayName\": b")),
        unseen(
            "a merge key",
            "merge-key",
            "format: 1\ncodes:\n  A: &a {displayName: a}\n  B: {§<<: *a}\n"),
        unseen("a key that is a list", "key-not-text", "format: 1\ncodes:\n  ? §[A]\n  : {}\n"),
        unseen("a null key", "null-value", "format: 1\ncodes:\n  §~: {displayName: a}\n"),
        unseen("a tag", "tag", code("description: §!!binary aGk=")),
        unseen("a tag that runs code", "tag", code("description: §!!java.net.URL x")),
        unseen("a tag on a map", "tag", "format: 1\ncodes: §!!omap {}\n"),
        unseen("an unknown alias", "bad-alias", code("description: §*nowhere")),
        unseen("an alias inside itself", "bad-alias", "format: 1\ncodes: &a\n  A: §*a\n"),
        unseen("nested a hundred deep", "wrong-kind too-deep", deep()),
        unseen("a control character", "control-character", code("description: a§\u0007b")),
        unseen("a lone return", "control-character", "format: 1§\rcodes: {}\n"),
        unseen("half of a character", "lone-surrogate", code("description: §\"a\\uD800b\"")));
  }

  private static String deep() {
    String open = "[§[" + "[".repeat(59) + "§[" + "[".repeat(38);
    return "format: 1\ncodes:\n  A:\n    outcomes: " + open + "]".repeat(100) + "\n";
  }

  private static List<Bad> codes() {
    return List.of(
        seen("a code that is null", "null-value", "format: 1\ncodes:\n  A:§\n"),
        seen("a code that is a text", "wrong-kind", "format: 1\ncodes:\n  A: §a\n"),
        seen("a code that is a list", "wrong-kind", "format: 1\ncodes:\n  A: §[a]\n"),
        seen("a code of 21 characters", "too-long", key("CUSTOMER_CALLBACK_REQ")),
        unseen("a code of 11 emoji", "too-long", key("📞".repeat(11))),
        seen("an empty code", "empty-value", key("''")),
        unseen("a code in parked form", "parked-form", key("~ABCDEFGHIJKLMNOPQRS")),
        seen("a mistyped key", "unknown-key", code("§displayname: b")),
        seen("queues of a code", "foreign-key", code("§queues: [Sales]")),
        seen("a null field", "null-value", code("description: §null")),
        seen("a field with nothing", "null-value", code("description:§")),
        seen("a field that is a list", "wrong-kind", code("description: §[a]")),
        seen("a field that is a map", "wrong-kind", code("description: §{a: b}")),
        seen(
            "an empty displayName",
            "empty-value",
            "format: 1\ncodes:\n  A:\n    displayName: §''\n"),
        seen(
            "a displayName of 257",
            "too-long",
            "format: 1\ncodes:\n  A:\n    displayName: §" + "x".repeat(257) + "\n"),
        seen("a description of 1,025", "too-long", code("description: §" + "x".repeat(1025))),
        seen("a routingType that isn't", "unknown-word", code("routingType: §automatic")),
        seen("an id that is null", "null-value", code("id: §null")),
        seen("an id that is empty", "empty-value", code("id: §''")),
        unseen("an id twice", "repeated-id", "format: 1\ncodes:\n  A: {id: x}\n  B: {id: §x}\n"),
        seen("previously as a text", "wrong-kind", code("previously: §OLD")),
        seen("previously with null", "null-value", code("previously: [OLD, §null]")),
        seen("previously twice", "listed-twice", code("previously: [OLD, §OLD]")),
        unseen("previously itself", "previously-itself", code("previously: [§A]")),
        seen("outcomes as a map", "wrong-kind", code("outcomes: §{id: a, name: b}")),
        seen("an outcome that is a text", "wrong-kind", code("outcomes: [§done]")),
        seen("an outcome without a name", "missing-key", code("outcomes: [§{id: a}]")),
        seen("an outcome with more", "unknown-key", code("outcomes: [{id: a, name: b, §c: d}]")),
        unseen(
            "an outcome twice",
            "listed-twice",
            code("outcomes: [{id: a, name: b}, {id: §a, name: c}]")),
        seen("ignore as a text", "wrong-kind", code("ignore: §description")),
        seen("ignore of no field", "unknown-field", code("ignore: [§descripton]")),
        unseen(
            "an ignore twice",
            "listed-twice",
            code("ignore: [displayName, {field: §displayName}]")),
        unseen(
            "an ignore that is over",
            "expired-ignore",
            code("ignore: [{field: description, until: §2020-01-31}]")),
        seen(
            "an ignore until no day",
            "bad-date",
            code("ignore: [{field: description, until: §tomorrow}]")),
        seen("an ignore without a field", "missing-key", code("ignore: [§{until: 2099-01-31}]")),
        seen(
            "several at once",
            "unknown-key too-long unknown-word",
            """
            format: 1
            §colour: red
            codes:
              A:
                displayName: §%s
                routingType: §none
            """
                .formatted("x".repeat(300))));
  }

  /// One code `A` of the other dialect with this line more.
  private static String cloud(String line) {
    return "format: 1\napi: genesys-cloud\ncodes:\n  A:\n    " + line + "\n";
  }

  private static String cloudTop(String line) {
    return "format: 1\napi: genesys-cloud\n" + line + "\ncodes: {}\n";
  }

  private static String patterns(String head, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'%s%d*': []".formatted(head, i))
        .collect(Collectors.joining(", "));
  }

  private static List<Bad> genesysCloud() {
    return List.of(
        seen("cloud: displayName", "foreign-key", cloud("§displayName: a")),
        seen("cloud: routingType", "foreign-key", cloud("§routingType: auto")),
        seen("cloud: outcomes", "foreign-key", cloud("§outcomes: []")),
        seen(
            "cloud: a default there isn't",
            "foreign-key",
            cloudTop("defaults: {§routingType: auto}")),
        seen("cloud: a mistyped field", "unknown-key", cloud("§divison: Sales")),
        seen("cloud: an empty division", "empty-value", cloud("division: §''")),
        seen("cloud: a division that is a list", "wrong-kind", cloud("division: §[Sales]")),
        seen("offers without any", "foreign-key", "format: 1\n§offers: {}\ncodes: {}\n"),
        seen("cloud: queues at the top", "unknown-key", cloudTop("§queues: [Sales]")),
        seen("cloud: offers of a code", "unknown-key", cloud("§offers: [Sales]")),
        seen("cloud: queues as a text", "wrong-kind", cloud("queues: §Sales")),
        seen("cloud: null queues", "null-value", cloud("queues: §~")),
        seen("cloud: a null queue", "null-value", cloud("queues: [§null]")),
        seen("cloud: an empty queue", "empty-value", cloud("queues: [§'']")),
        seen("cloud: a queue twice", "listed-twice", cloud("queues: [Sales, §Sales]")),
        unseen(
            "cloud: a queue's id twice", "listed-twice", cloud("queues: [x, {id: §x, name: S}]")),
        seen("cloud: a queue without a name", "missing-key", cloud("queues: [§{id: x}]")),
        seen("cloud: a queue's empty id", "empty-value", cloud("queues: [{name: S, id: §''}]")),
        seen("cloud: more of a queue", "unknown-key", cloud("queues: [{name: S, §size: x}]")),
        unseen("cloud: a long queue", "too-long", cloud("queues: [§" + "q".repeat(257) + "]")),
        seen("cloud: offers as a list", "wrong-kind", cloudTop("offers: §[Sales]")),
        seen("cloud: an offer as a text", "wrong-kind", cloudTop("offers: {Sales: §A}")),
        unseen(
            "cloud: more patterns than are held against queues",
            "too-many",
            cloudTop("offers: {" + patterns("Team ", 1_000) + ", §'Last*': []}")),
        unseen(
            "cloud: more patterns with text between two stars than are held against queues",
            "too-many",
            cloudTop("offers: {" + patterns("*eam ", 200) + ", §'*ast*': []}")),
        unseen("cloud: an offer of no queue", "empty-value", cloudTop("offers: {§' ': []}")),
        unseen("cloud: an offer of nothing", "unknown-code", cloudTop("offers: {Sales: [§B]}")),
        seen("cloud: a code offered twice", "listed-twice", cloudTop("offers: {S: [A, §A]}")),
        unseen(
            "cloud: a queue with two offers", "duplicate-key", cloudTop("offers: {S: [], §S: []}")),
        seen("cloud: divisions as a text", "wrong-kind", cloudTop("divisions: §Sales")),
        seen("cloud: no divisions", "empty-value", cloudTop("divisions: §[]")),
        seen("cloud: a division twice", "listed-twice", cloudTop("divisions: [Sales, §Sales]")),
        seen("cloud: a null division", "null-value", cloudTop("divisions: [§null]")),
        seen("cloud: an empty organization", "empty-value", cloudTop("organization: §''")),
        seen(
            "cloud: a name of 257",
            "too-long",
            "format: 1\napi: genesys-cloud\ncodes:\n  §" + "x".repeat(257) + ": {}\n"));
  }

  private static List<Bad> policies() {
    return List.of(
        seen("a policy that is a text", "wrong-kind", "format: 1\npolicy: §strict\ncodes: {}\n"),
        seen("an unknown rule", "unknown-key", policy("§maxUpdate: 5")),
        seen("an action that isn't", "unknown-word", policy("allow: [create, §remove]")),
        seen("an action twice", "listed-twice", policy("allow: [create, §create]")),
        seen("a limit in words", "bad-limit", policy("maxUpdates: §many")),
        seen("a limit below nothing", "bad-limit", policy("maxDeletes: §-1")),
        seen("a share of more than all", "bad-limit", policy("maxCreates: §101%")),
        seen("an answer to drift that isn't", "unknown-word", policy("onDrift: §undo")),
        seen("an answer to warnings that isn't", "unknown-word", policy("onWarning: §stop")),
        seen("undeclared that isn't", "unknown-word", policy("undeclared: §delete")),
        seen("protect as a text", "wrong-kind", policy("protect: §A")),
        unseen("a pattern that is none", "bad-pattern", policy("codePattern: §'[A-'")),
        unseen(
            "a pattern that is too large",
            "large-pattern",
            policy("codePattern: §((a{1000}){1000}){1000}")),
        unseen("a pattern that looks around", "bad-pattern", policy("codePattern: §'(?=A)A'")));
  }
}
