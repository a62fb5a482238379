package dev.wrapup.files.spec;

import dev.wrapup.model.Dialect;
import dev.wrapup.model.Field;
import dev.wrapup.model.policy.Policy;
import dev.wrapup.model.policy.Setting;
import dev.wrapup.model.queue.QueueRef;
import dev.wrapup.model.text.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a desired-state file of a dialect may hold. The reader's checks of keys, the JSON Schema,
/// the canonical form and the page of defaults are made from it.
///
/// @param settings of the policy
/// @param file every key at the top
public record FileSpec(Dialect dialect, List<Setting<?>> settings, Keys file) {
  public static final String FORMAT = "1";

  /// What each of several files says for itself.
  private static final Set<String> OF_EACH =
      Set.of("format", "defaults", "except", "override", "codes");

  public static final Keys OUTCOME =
      Keys.BRACES
          .must("id", "The outcome's id.", Text.ANY)
          .must("name", "The outcome's name.", Text.ANY);

  /// A queue's name, or its id.
  public static final Text QUEUE_NAME = new Text(1, QueueRef.LONGEST);

  /// A queue by its name, and by its id beside it.
  public static final Keys QUEUE =
      Keys.BRACES
          .must("name", "The queue's name.", QUEUE_NAME)
          .and("id", "Its id, where several queues have the name.", Text.NOT_EMPTY);

  private static final KeySpec OF_CODE =
      new KeySpec(
          "queues",
          "The queues that shall offer the code; [] for none of those that it had here.",
          new Items(new KeySpec("", "A queue's name or id.", QUEUE)));

  /// A key of a map, or an item of a list.
  ///
  /// @param name empty for an item
  /// @param text what it means, for the schema's readers
  /// @param standard what holds without it: a word, a number, or a list of words
  public record KeySpec(
      String name, String text, Shape shape, boolean isRequired, Optional<Object> standard) {
    KeySpec(String name, String text, Shape shape) {
      this(name, text, shape, false, Optional.empty());
    }
  }

  /// What may stand behind a key, and how it is written.
  public sealed interface Shape {
    /// The shape of what stands in it behind a key; of an item, behind none.
    default Shape child(String key) {
      return switch (this) {
        case Keys keys -> keys.key(key).map(KeySpec::shape).orElse(Text.ANY);
        case ByKey map -> map.entry().shape();
        case Items items -> items.item().shape();
        default -> Text.ANY;
      };
    }

    /// Whether it is a map that takes one line.
    default boolean isInBraces() {
      return this instanceof Keys keys && keys.inBraces();
    }
  }

  /// A text.
  ///
  /// @param most 0 for no limit
  public record Text(int least, int most) implements Shape {
    public static final Text ANY = new Text(0, 0);
    static final Text NOT_EMPTY = new Text(1, 0);
  }

  /// What names a code.
  record Code(Field key) implements Shape {
    KeySpec item() {
      return new KeySpec("", key.description(), this);
    }
  }

  public record Choice(List<String> words) implements Shape {}

  /// What is written without quotes.
  public enum Bare implements Shape {
    VERSION,
    /// A number, or a share.
    LIMIT,
    DAY,
    COUNT,
    NAME
  }

  /// A list. An item that needs one key alone may be the value of that.
  ///
  /// @param areApart whether each takes a line, however short
  public record Items(KeySpec item, int least, boolean areApart) implements Shape {
    Items(KeySpec item) {
      this(item, 0, false);
    }
  }

  /// A map with these keys, in canonical order.
  ///
  /// @param inBraces whether it takes one line
  public record Keys(List<KeySpec> keys, boolean inBraces) implements Shape {
    static final Keys LINES = new Keys(List.of(), false);
    private static final Keys BRACES = new Keys(List.of(), true);

    Keys all(Stream<KeySpec> more) {
      return new Keys(Stream.concat(keys.stream(), more).toList(), inBraces);
    }

    Keys and(String name, String text, Shape shape) {
      return all(Stream.of(new KeySpec(name, text, shape)));
    }

    Keys must(String name, String text, Shape shape) {
      return all(Stream.of(new KeySpec(name, text, shape, true, Optional.empty())));
    }

    List<KeySpec> required() {
      return keys.stream().filter(KeySpec::isRequired).toList();
    }

    public List<String> names() {
      return keys.stream().map(KeySpec::name).toList();
    }

    /// The map that stands there behind a key, or in which a code or an item there says more.
    public Keys map(String name) {
      Shape shape = child(name);
      return shape instanceof Keys keys ? keys : (Keys) shape.child("");
    }

    public Optional<KeySpec> key(String name) {
      for (KeySpec key : keys) {
        if (key.name().equals(name)) return Optional.of(key);
      }
      return Optional.empty();
    }
  }

  /// A map from what names something to entries that are alike.
  record ByKey(KeySpec key, KeySpec entry) implements Shape {}

  public static FileSpec of(Dialect dialect) {
    return of(dialect, Policy.SETTINGS);
  }

  public static FileSpec of(Dialect dialect, List<Setting<?>> settings) {
    Code code = new Code(dialect.key());
    Choice api = new Choice(List.of(dialect.api()));
    Keys fields = Keys.LINES.all(dialect.fields().stream().map(FileSpec::field));
    Optional<Object> standard = Optional.of(Dialect.ALL.getFirst().api());
    Keys file =
        Keys.LINES
            .must("format", "The version of the file format.", Bare.VERSION)
            .all(
                Stream.of(
                    new KeySpec("api", "The API that the file is for.", api, false, standard)))
            .and("environment", "Guard: with another target nothing is sent.", Text.NOT_EMPTY)
            .and(
                "organization",
                "Guard: the id of the organization that the file is for.",
                Text.NOT_EMPTY)
            .all(dialect.scope().stream().map(FileSpec::scope))
            .and(
                "defaults",
                "What new codes of this file start with where they say nothing themselves.",
                fields)
            .and(
                "policy",
                "What may be applied.",
                Keys.LINES.all(settings.stream().map(setting -> setting(setting, code))))
            .and(
                "retired",
                "Codes that shall not exist. The only ones that are ever deleted.",
                new Items(code.item(), 0, true))
            .all(queues(dialect, offers(code)))
            .and(
                "except",
                "Codes of another file that aren't this target's: left as they are live.",
                new Items(code.item(), 0, true))
            .and(
                "override",
                "What this target has otherwise of codes of another file.",
                new ByKey(code.item(), new KeySpec("", "Other values.", fields)))
            .must(
                "codes",
                "The codes, by " + dialect.key().name() + ".",
                new ByKey(code.item(), entry(dialect, code)));
    return new FileSpec(dialect, settings, file);
  }

  private static KeySpec scope(Dialect.Scope scope) {
    return new KeySpec(
        scope.key(),
        "The %s that the file is for; codes elsewhere are left alone.".formatted(scope.key()),
        new Items(new KeySpec("", "An id or a name.", text(scope.field())), 1, false));
  }

  /// What files say of queues, where the API has any.
  private static Stream<KeySpec> queues(Dialect dialect, KeySpec key) {
    return Stream.of(key).filter(some -> dialect.hasQueues());
  }

  private static KeySpec offers(Code code) {
    return new KeySpec(
        "offers",
        "Codes that queues shall offer, by the queue.",
        new ByKey(
            new KeySpec("", "A queue's name or id, or a pattern with *.", QUEUE_NAME),
            new KeySpec("", "The codes of the queue that are managed.", new Items(code.item()))));
  }

  private static KeySpec entry(Dialect dialect, Code code) {
    Choice fields = new Choice(dialect.fields().stream().map(Field::name).toList());
    Keys ignore =
        Keys.BRACES
            .must("field", "The field to leave alone.", fields)
            .and("until", "The last day on which it holds.", Bare.DAY)
            .and("owner", "Who answers for it.", Text.ANY)
            .and("reason", "Why.", Text.ANY);
    Keys entry =
        Keys.LINES
            .and("id", "The live code that this one is; export writes it.", Text.NOT_EMPTY)
            .all(dialect.fields().stream().map(FileSpec::field))
            .all(queues(dialect, OF_CODE))
            .and(
                "previously",
                "Codes that it had before, the latest first; a live one of them is renamed.",
                new Items(code.item()))
            .and(
                "ignore",
                "Fields that are left as they are live.",
                new Items(new KeySpec("", "A field left alone for a time.", ignore)));
    return new KeySpec("", "A code. What is absent is not managed; \"\" and [] mean empty.", entry);
  }

  private static KeySpec field(Field field) {
    Shape shape =
        switch (field.kind()) {
          case TEXT -> text(field);
          case CHOICE -> new Choice(field.choices());
          case OUTCOMES -> new Items(new KeySpec("", "", OUTCOME));
        };
    return new KeySpec(field.name(), field.description(), shape);
  }

  private static Text text(Field field) {
    return new Text(field.min(), field.max());
  }

  private static KeySpec setting(Setting<?> setting, Code code) {
    Choice choice = new Choice(setting.words().stream().map(Word::word).toList());
    Shape shape =
        switch (setting.kind()) {
          case CHOICE -> choice;
          case CHOICES -> new Items(new KeySpec("", "An action.", choice));
          case LIMIT -> Bare.LIMIT;
          case CODES -> new Items(code.item());
          case PATTERN -> Text.ANY;
        };
    return new KeySpec(setting.name(), setting.description(), shape, false, standard(setting));
  }

  private static Optional<Object> standard(Setting<?> setting) {
    return switch (setting.standard()) {
      case Word word -> Optional.of(word.word());
      case Policy.Limit.Count count -> Optional.of(count.most());
      case Policy.Limit.Share share -> Optional.of(share.toString());
      case Set<?> words ->
          Optional.of(setting.words().stream().filter(words::contains).map(Word::word).toList());
      default -> Optional.empty();
    };
  }

  /// The keys that one of several files says for all.
  public List<String> shared() {
    return file.names().stream().filter(key -> !OF_EACH.contains(key)).toList();
  }

  /// The setting of that name.
  public Optional<Setting<?>> setting(String name) {
    for (Setting<?> setting : settings) {
      if (setting.name().equals(name)) return Optional.of(setting);
    }
    return Optional.empty();
  }
}
