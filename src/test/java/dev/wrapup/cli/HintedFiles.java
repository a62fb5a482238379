package dev.wrapup.cli;

import static dev.wrapup.cli.BadFiles.code;

import java.util.List;

/// Wrong files where the parser's own words would not help: what must be said of each.
final class HintedFiles {
  private HintedFiles() {}

  /// @param told in the first finding's message or hint
  record Hinted(BadFiles.Bad bad, String told) {
    @Override
    public String toString() {
      return bad.name();
    }
  }

  private static Hinted of(String name, String findings, String text, String told) {
    return new Hinted(BadFiles.unseen(name, findings, text), told);
  }

  static List<Hinted> all() {
    return List.of(
        of(
            "a regular expression in double quotes",
            "syntax",
            "format: 1\npolicy: {codePattern: \"\\§w\"}\ncodes: {}\n",
            "single quotes, or double the backslash"),
        of("half an escape", "syntax", code("description: \"\\x§4\""), "double the backslash"),
        of("no character", "syntax", code("description: \"\\U§FFFFFFFF\""), "double the backslash"),
        of("half a key", "lone-surrogate", "format: 1\ncodes: {§\"\\uD800\": {}}\n", "a key of"),
        of("stars around a text", "syntax", code("description: *text§*"), "in quotes"),
        of("a star before a text", "bad-alias", code("description: §*text"), "in quotes"),
        of("an ampersand before a text", "syntax", code("description: &§ Co"), "in quotes"),
        of("an ampersand on a text", "null-value", code("description: §&x"), "in quotes"),
        of("a question mark", "syntax", code("description: §? who"), "in quotes: '? '"),
        of("a percent sign", "syntax", code("description: §%off"), "put the text in quotes"),
        of("commas as in JSON", "syntax", code("description: \"x\"§,"), "remove the comma"),
        of("no comma", "syntax", "format: 1\ncodes: {A: {id: x description§: y}}\n", "put a ','"),
        of("another comment", "syntax", "format: 1\n§// note\ncodes: {}\n", "by '#'"),
        of("Markdown around it", "syntax", "§```yaml\nformat: 1\ncodes: {}\n```\n", "```"),
        of("a quote that is left open", "syntax", code("description: \"x") + "§", "end the text"),
        of("no space at first", "wrong-kind", "format: 1\ncodes:\n  A: §id:x\n", "behind the ':'"),
        of("an equals sign", "wrong-kind", "format: 1\ncodes:\n  A: §id = x\n", "of the '='"),
        of(
            "a key that is too long",
            "syntax",
            "format: 1\ncodes: {}\n§" + "k".repeat(1100) + ": x\n",
            "at most 1,024 characters"),
        of("an exclamation mark", "tag", code("description: §!important"), "in quotes"),
        of("a dash before a text", "syntax", code("description: §- a"), "in quotes"),
        of("a text behind quotes", "syntax", code("description: \"a\" §b"), "whole text in quotes"),
        of("a quote in quotes", "syntax", code("description: 'it'§s'"), "written twice"),
        of("a hash before a text", "null-value", code("description:§ #42"), "begins a comment"),
        of("entries at the top", "wrong-kind", "§- a\n", "write a map"),
        of("codes as entries", "wrong-kind", "format: 1\ncodes:\n  §- A\n", "without a '-'"),
        of("fields as entries", "wrong-kind", "format: 1\ncodes:\n  A:\n    §- id: a\n", "'-'"),
        of("no space", "syntax", code("§description:x"), "space behind the ':'"),
        of("a full-width colon", "syntax", code("description§：x"), "U+FF1A (FULLWIDTH COLON)"),
        of("one behind codes", "syntax", "format: 1\ncodes§：\n  A: {}\n", "FULLWIDTH COLON"),
        of("one in braces", "unknown-key", "format: 1\ncodes: {A: {§id：x}}\n", "FULLWIDTH COLON"),
        of("curly quotes", "syntax", code("description: §“a: b”"), "a straight quote"),
        of("a dash of a word processor", "wrong-kind", code("previously: §– OLD"), "EN DASH"),
        of("a space that is none", "syntax", code("description:§\u00a0x"), "NO-BREAK SPACE"),
        of(
            "an indentation that is none",
            "missing-key unknown-key",
            "§format: 1\n§\u00a0\u00a0A: {}\n",
            "'codes'"),
        of("a tab at a line's end", "syntax", "format: 1\ncodes:§\t\n  A: {}\n", "at the end"),
        of("a tab behind a quote", "syntax", code("description: 'x'§\t"), "at the end"),
        of("a tab before a value", "syntax", code("description:§\tx"), "write a space"),
        of("a tab in an empty line", "syntax", "format: 1\ncodes:\n§\t\n  A: {}\n", "at the end"),
        of(
            "a pointer of Git LFS",
            "lfs-pointer",
            "§version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n",
            "by Git LFS"),
        of(
            "a conflict's middle",
            "merge-conflict",
            "format: 1\ncodes:\n  A: {}\n§=======\n  B: {}\n",
            "never settled"),
        of(
            "a conflict's end",
            "merge-conflict",
            "format: 1\ncodes:\n  A: {}\n§>>>>>>> branch\n",
            "never settled"),
        of("a web page", "not-yaml", "§<!DOCTYPE html>\n<html>a: b</html>\n", "HTML"));
  }
}
