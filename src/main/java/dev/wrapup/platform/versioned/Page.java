package dev.wrapup.platform.versioned;

import dev.wrapup.http.Reply;
import dev.wrapup.platform.IncompleteCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// One page of a listing.
///
/// @param nextPage as the server wrote it; empty at the end
record Page<T>(List<T> entities, Optional<String> nextPage) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// Reads one entity, whose object the parser stands at; leaves it at the object's end.
  interface Reader<T> {
    T read(Entity entity);
  }

  /// Reads a page.
  ///
  /// @param what the answer that is read, such as `page 3 of the wrap-up codes`
  /// @throws IncompleteCatalog if it isn't one
  static <T> Page<T> read(Reply reply, String what, Reader<T> reader) {
    return parse(
        reply,
        what,
        parser -> {
          List<T> entities = new ArrayList<>();
          boolean hasEntities = false;
          Optional<String> nextPage = Optional.empty();
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
              case "entities" -> {
                hasEntities = true;
                entities(parser, value, what, reader, entities);
              }
              case "nextPage" -> nextPage = nextPage(parser, value, what);
              default -> parser.skipChildren();
            }
          }
          if (!hasEntities) throw new IncompleteCatalog(what + " has no 'entities'");
          return new Page<>(entities, nextPage);
        });
  }

  /// Reads an answer that is one entity.
  static <T> T one(Reply reply, String what, Reader<T> reader) {
    return parse(reply, what, parser -> reader.read(new Entity(parser, what)));
  }

  private interface Body<R> {
    R read(JsonParser parser);
  }

  private static <R> R parse(Reply reply, String what, Body<R> body) {
    if (reply.body().length == 0) {
      throw new IncompleteCatalog("%s is empty (status %d)".formatted(what, reply.status()));
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), reply.body())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IncompleteCatalog(what + " is not a JSON object");
      }
      R result = body.read(parser);
      if (parser.nextToken() != null) {
        throw new IncompleteCatalog(what + " goes on after its end");
      }
      return result;
    } catch (JacksonException e) {
      throw new IncompleteCatalog(
          "%s is not JSON: %s"
              .formatted(what, Optional.ofNullable(e.getOriginalMessage()).orElse("broken")));
    }
  }

  private static <T> void entities(
      JsonParser parser, JsonToken value, String what, Reader<T> reader, List<T> entities) {
    if (value != JsonToken.START_ARRAY) {
      throw new IncompleteCatalog(
          "%s: 'entities' is %s, not a list".formatted(what, Entity.kind(value)));
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String entity = what + ", entity " + (entities.size() + 1);
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new IncompleteCatalog(
            "%s is %s, not an object".formatted(entity, Entity.kind(parser.currentToken())));
      }
      entities.add(reader.read(new Entity(parser, entity)));
    }
  }

  private static Optional<String> nextPage(JsonParser parser, JsonToken value, String what) {
    if (value == JsonToken.VALUE_NULL) return Optional.empty();
    if (value == JsonToken.VALUE_STRING) {
      return Optional.of(parser.getString()).filter(text -> !text.isEmpty());
    }
    throw new IncompleteCatalog(
        "%s: 'nextPage' is %s, not a text".formatted(what, Entity.kind(value)));
  }
}
