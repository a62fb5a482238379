package dev.wrapup.platform;

import dev.wrapup.http.response.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// One page of a listing.
///
/// @param envelope the properties beside the entities
public record Page<T>(List<T> entities, Entity envelope) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// Reads one entity, whose object the parser stands at; leaves it at the object's end.
  public interface Reader<T> {
    T read(Entity entity);
  }

  /// Reads a page.
  ///
  /// @param what the response, for messages, such as `page 3 of the wrap-up codes`
  /// @param texts and numbers: the properties to keep of the envelope
  /// @throws IncompleteCatalogException if it isn't one
  public static <T> Page<T> read(
      Reply reply, String what, Set<String> texts, Set<String> numbers, Reader<T> reader) {
    return parse(
        reply,
        what,
        JsonToken.START_OBJECT,
        parser -> {
          List<T> entities = new ArrayList<>();
          boolean[] hasEntities = {false};
          Entity envelope = new Entity(parser, () -> what, reply);
          envelope.each(
              name -> {
                if (name.equals("entities")) {
                  hasEntities[0] = true;
                  entities(reply, parser, what, reader, entities);
                  return true;
                }
                if (texts.contains(name)) return envelope.text(name);
                return numbers.contains(name) && envelope.whole(name);
              });
          if (!hasEntities[0]) throw new IncompleteCatalogException(what + " has no 'entities'");
          return new Page<>(entities, envelope);
        });
  }

  /// Reads an answer that is one entity.
  ///
  /// @throws IncompleteCatalogException if it isn't one
  public static <T> T one(Reply reply, String what, Reader<T> reader) {
    return parse(
        reply,
        what,
        JsonToken.START_OBJECT,
        parser -> reader.read(new Entity(parser, () -> what, reply)));
  }

  /// Reads an answer that is a list of entities.
  ///
  /// @throws IncompleteCatalogException if it isn't one
  public static <T> List<T> list(Reply reply, String what, Reader<T> reader) {
    return parse(
        reply,
        what,
        JsonToken.START_ARRAY,
        parser -> {
          List<T> entities = new ArrayList<>();
          entities(reply, parser, what, reader, entities);
          return entities;
        });
  }

  private interface Body<R> {
    R read(JsonParser parser);
  }

  private static <R> R parse(Reply reply, String what, JsonToken start, Body<R> body) {
    if (!reply.isSuccess()) {
      throw new IncompleteCatalogException("%s was not given: %s".formatted(what, reply.explain()));
    }
    if (reply.body().length == 0) {
      throw new IncompleteCatalogException(
          "%s is empty (status %d)".formatted(what, reply.status()));
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), reply.body())) {
      if (parser.nextToken() != start) {
        throw new IncompleteCatalogException(
            "%s is not a JSON %s"
                .formatted(what, start == JsonToken.START_OBJECT ? "object" : "list"));
      }
      R result = body.read(parser);
      if (parser.nextToken() != null) {
        throw new IncompleteCatalogException(what + " goes on after its end");
      }
      return result;
    } catch (JacksonException e) {
      throw new IncompleteCatalogException(
          "%s is not JSON: %s"
              .formatted(
                  what,
                  reply.redact(Optional.ofNullable(e.getOriginalMessage()).orElse("broken"))));
    }
  }

  private static <T> void entities(
      Reply reply, JsonParser parser, String what, Reader<T> reader, List<T> entities) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new IncompleteCatalogException(
          "%s: 'entities' is %s, not a list".formatted(what, Entity.kind(parser.currentToken())));
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int number = entities.size() + 1;
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new IncompleteCatalogException(
            "%s, entity %d is %s, not an object"
                .formatted(what, number, Entity.kind(parser.currentToken())));
      }
      long begin = parser.currentTokenLocation().getByteOffset();
      Supplier<String> entity = () -> what + ", " + EntityName.of(reply, begin, number);
      entities.add(reader.read(new Entity(parser, entity, reply)));
    }
  }
}
