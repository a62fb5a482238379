package dev.wrapup.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One API that a catalog can live behind, as far as files, plans and reports need to know it. What
/// differs from one to another stands here as values, so that nobody asks which one it is.
///
/// @param api the name in files and flags
/// @param key the field by which a file names a code, unique in an organization
/// @param fields the other fields, in the order in which they are shown
/// @param namesOrganization whether the API can tell which organization it serves; whoever writes
///   to it must say which one is meant
/// @param scope by what an organization is divided, if not everybody sees all of it
/// @param foreign keys that there are elsewhere and not here, each with the reason
/// @param newcomer what a new code lacks that its entry alone does not give it, for people
/// @param cost how many requests a change takes that nothing disturbs, and a reading
public record Dialect(
    String api,
    Field key,
    List<Field> fields,
    boolean namesOrganization,
    Optional<Scope> scope,
    Map<String, String> foreign,
    Optional<String> newcomer,
    Cost cost) {
  /// Updates replace a version that they name. Its limits are those of the contract of the
  /// versioned API, read 2026-11-23.
  public static final Dialect VERSIONED =
      new Dialect(
          "versioned",
          Field.key("code", 20, "What an organization's systems call it; unique there."),
          List.of(
              Field.name("displayName", 256, "What an agent reads in the list."),
              Field.text("description", 1024, "When an agent should pick the code."),
              Field.choice(
                  "routingType",
                  List.of("manual", "auto"),
                  Optional.of("auto"),
                  "Whether an agent picks the code (manual) or routing sets it (auto)."),
              Field.outcomes("outcomes", "The results that an agent can report with the code.")),
          false,
          Optional.empty(),
          Map.of(
              "division", "the versioned API has no divisions",
              "divisions", "the versioned API has no divisions",
              "queues", "the versioned API has no queues",
              "offers", "the versioned API has no queues"),
          Optional.empty(),
          new Cost(1, 1, 1, 0, 250, 250));

  /// Updates replace the whole code, whatever it is by then. The limit of a name is that of the
  /// Genesys Cloud Resource Center (Wrap-up codes, read 2026-11-24); others are not documented, so
  /// the server decides, and the bounds keep requests within its 512,000 bytes.
  public static final Dialect GENESYS_CLOUD = genesysCloud();

  /// Every dialect, the default first.
  public static final List<Dialect> ALL = List.of(VERSIONED, GENESYS_CLOUD);

  public Dialect {
    fields = List.copyOf(fields);
    foreign = Map.copyOf(foreign);
  }

  /// Parts of an organization, of which a client may see some only.
  ///
  /// @param field that says in which part a code is
  /// @param key under which a file lists the parts that it is for
  /// @param everywhere the value of a code that is in none of them, and for all
  public record Scope(Field field, String key, String everywhere) {}

  /// Requests for one change each, with the readings around it that the API demands.
  ///
  /// @param addsToQueue how many codes one request adds to a queue; 0 where there are no queues
  /// @param codesAPage how many codes a page of a listing has
  /// @param referrersAPage how many who refer to codes; 0 where a catalog is read without them
  public record Cost(
      int create, int update, int delete, int addsToQueue, int codesAPage, int referrersAPage) {}

  private static Dialect genesysCloud() {
    Field division =
        Field.scope("division", 256, "Whose code it is: a division's id or name; * for all.");
    return new Dialect(
        "genesys-cloud",
        Field.key("name", 256, "What an agent reads in the list; unique."),
        List.of(Field.text("description", 4096, "When an agent should pick the code."), division),
        true,
        Optional.of(new Scope(division, "divisions", "*")),
        Map.of(
            "displayName", "a code of Genesys Cloud has one name, and that is its key here",
            "routingType", "Genesys Cloud doesn't set wrap-up codes by routing",
            "outcomes", "a code of Genesys Cloud has no outcomes"),
        Optional.of("no agent sees a new code before a queue has it"),
        new Cost(1, 2, 2, 100, 100, 0));
  }

  /// Whether codes are offered by queues.
  public boolean hasQueues() {
    return cost.addsToQueue() > 0;
  }

  public static Optional<Dialect> of(String api) {
    return ALL.stream().filter(dialect -> dialect.api.equals(api)).findFirst();
  }

  /// Why no file can declare a live code; empty if one can.
  public Optional<String> obstacle(LiveCode live) {
    return key.obstacle(new Value.Text(live.code()));
  }

  /// The field of that name; the key is not among them.
  public Optional<Field> field(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) return Optional.of(field);
    }
    return Optional.empty();
  }
}
