package dev.wrapup.cli;

import java.util.List;

/// An answer that is none, and what the sentence about it must hold.
record Bad(String name, String body, String words) {
  private static final String EMPTY = "{\"entities\":[]}";

  /// In place of a listing, whatever is listed.
  static final List<Bad> LISTINGS =
      List.of(
          new Bad("nothing", "", "is empty"),
          new Bad("no JSON", "<html>Sign in</html>", "not JSON"),
          new Bad("cut JSON", "{\"entities\":[{\"id\":\"i1\",", "not JSON"),
          new Bad("a list", "[]", "not a JSON object"),
          new Bad("null", "null", "not a JSON object"),
          new Bad("more after the end", EMPTY + EMPTY, "goes on after its end"),
          new Bad("a key twice", "{\"entities\":[],\"entities\":[]}", "not JSON"),
          new Bad("no entities", "{\"items\":[]}", "no 'entities'"),
          new Bad("entities that are null", "{\"entities\":null}", "not a list"),
          new Bad("entities that are a map", "{\"entities\":{}}", "not a list"),
          new Bad("an entity that is a text", listing("\"A\""), "entity 1 is a text"),
          new Bad("an entity that is null", listing("null"), "entity 1 is null"),
          new Bad("nested without end", "{\"entities\":" + "[".repeat(5000), "entity 1 is"),
          new Bad("nested in what nobody reads", "{\"x\":" + "[".repeat(5000), "not JSON"));

  static String listing(String entity) {
    return "{\"entities\":[" + entity + "]}";
  }

  @Override
  public String toString() {
    return name;
  }
}
