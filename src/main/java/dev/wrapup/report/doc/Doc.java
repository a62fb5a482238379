package dev.wrapup.report.doc;

import dev.wrapup.model.Value;
import dev.wrapup.model.source.Finding;
import dev.wrapup.model.source.SourcePosition;
import dev.wrapup.model.text.Words;
import dev.wrapup.plan.diff.Impact;
import dev.wrapup.plan.diff.Risk;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report before it has a format: what is told, in which order, and whose words it is. A command
/// makes one, and a renderer a format draws it.
///
/// @param callout what a reader has to know first
/// @param next what a reader does now
/// @param journal where the run is recorded
/// @param foot facts for whoever looks closer
public record Doc(
    Head head,
    Summary summary,
    Optional<Callout> callout,
    List<Block> blocks,
    Optional<Next> next,
    Optional<Journal> journal,
    List<Phrase> foot) {
  public Doc {
    blocks = List.copyOf(blocks);
    foot = List.copyOf(foot);
  }

  /// A report of which nothing but its blocks is to be told.
  public static Doc of(Head head, Summary summary, List<Block> blocks) {
    return new Doc(
        head, summary, Optional.empty(), blocks, Optional.empty(), Optional.empty(), List.of());
  }

  /// A report of how things are, told by what is wrong with how many of them.
  ///
  /// @param noun of one
  public static Doc of(Head head, String noun, List<Item> items) {
    long odd = items.stream().filter(item -> item.tone() != Tone.GOOD).count();
    boolean isBad = items.stream().anyMatch(item -> item.tone() == Tone.BAD);
    String headline =
        odd == 0
            ? "All is well"
            : "%,d of %s to look at".formatted(odd, Words.count(items.size(), noun));
    Tone tone = isBad ? Tone.BAD : odd > 0 ? Tone.WARN : Tone.GOOD;
    return of(head, Summary.of(headline, tone, ""), List.of(Listing.of(noun, items)));
  }

  /// Facts for whoever looks closer, where the journal is among them.
  public List<Phrase> facts() {
    return Stream.concat(journal.map(Journal::fact).stream(), foot.stream()).toList();
  }

  /// @param command that made it, such as `plan`
  /// @param about what it is about, in one line; empty where a terminal shows that anyway
  /// @param subject the same in a word
  /// @param details what a page adds to the subject
  /// @param catalog how many codes there are, and of what sort
  public record Head(
      String command,
      Phrase about,
      Phrase subject,
      Phrase details,
      List<String> catalog,
      Optional<String> digest,
      Phrase tool,
      Instant at) {
    public static Head of(String command, Phrase about, Phrase subject, String tool, Instant at) {
      return new Head(
          command, about, subject, about, List.of(), Optional.empty(), Phrase.ours(tool), at);
    }
  }

  /// @param headline in a few words
  /// @param tone of the counts, where they are a verdict
  /// @param counts what was found, as a clause or a sentence
  /// @param others what belongs to the same sentence
  /// @param rest more sentences
  /// @param requests how many it took
  public record Summary(
      String headline,
      Tone tone,
      String counts,
      String others,
      Phrase rest,
      String requests,
      List<Tally> tallies) {
    /// @param counts empty where a terminal shows them anyway
    public static Summary of(String headline, Tone tone, String counts) {
      return new Summary(headline, tone, counts, "", Phrase.NONE, "", List.of());
    }
  }

  /// @param title its first words, and `more` those after them
  public record Callout(Tone tone, String title, String more, List<Point> points) {}

  /// @param at where the rule stands that says so; empty if it is none of the files
  /// @param code a stable name; empty if it has none
  public record Point(Phrase text, Optional<SourcePosition> at, String code) {
    public Phrase rule() {
      return at.map(Phrase::theirs).orElse(Phrase.ours("the default"));
    }
  }

  /// @param state what there is to say of it; empty if it is whole
  /// @param head the hash of its last record
  public record Journal(Phrase path, String state, String head) {
    private Phrase fact() {
      String between = state.isEmpty() ? ", head " : ", " + state + ", head ";
      return Phrase.ours("Journal ").and(path).and(between).and(Phrase.code("sha256:" + head));
    }
  }

  /// A part of a report.
  public sealed interface Block {}

  /// @param id by which a page names it
  /// @param aside what stands in brackets behind the title
  public record Heading(String id, String title, Phrase aside) {}

  /// Changes in a list that wants to be taken in at a glance, then each with old and new.
  ///
  /// @param risks how many of each risk; empty if none was weighed
  /// @param columns of the list
  /// @param entries what matters most first
  public record Changes(List<Tally> risks, List<String> columns, List<? extends Entry> entries)
      implements Block {
    /// `8 high · 42 medium · 250 low`.
    public String counts() {
      return risks.stream()
          .map(risk -> risk.number() + " " + risk.noun())
          .collect(Collectors.joining(" · "));
    }
  }

  /// What a list of changes tells in one place.
  public sealed interface Entry permits Card, Batch {
    /// Whether it is of that risk.
    default boolean is(Risk risk) {
      return switch (this) {
        case Card card -> card.risk().filter(one -> one == risk).isPresent();
        case Batch batch -> batch.risk() == risk;
      };
    }
  }

  /// Codes of one sort, with old and new.
  ///
  /// @param alarm what each is called beside its line in a file; empty if it is worth no word there
  public record Group(Heading heading, List<? extends Entry> entries, String alarm)
      implements Block {}

  /// @param noun of one item
  /// @param flows whether items are so short that many fit in a line
  public record Listing(String noun, Heading heading, List<Item> items, boolean flows)
      implements Block {
    /// A list that needs no heading.
    public static Listing of(String noun, List<Item> items) {
      return new Listing(noun, new Heading(noun + "s", "", Phrase.NONE), items, false);
    }
  }

  /// @param tone by which it gets a sign
  /// @param what in a line with the name; empty if the name says it all
  /// @param at where it is declared
  public record Item(
      Tone tone, Phrase name, Phrase what, List<Phrase> more, Optional<SourcePosition> at) {
    public static Item of(Phrase name, Phrase what) {
      return new Item(Tone.PLAIN, name, what, List.of(), Optional.empty());
    }
  }

  /// Names of which a few do as an example.
  public record Names(Heading heading, List<String> names) implements Block {}

  public record Findings(Heading heading, List<Finding> findings) implements Block {
    public Findings(List<Finding> findings) {
      this(new Heading("findings", "Findings", Phrase.NONE), findings);
    }
  }

  /// @param noun of one, over their names
  public record Figures(String noun, List<Figure> figures) implements Block {}

  public record Figure(String name, String value) {}

  public record Note(Tone tone, Phrase text) implements Block {}

  /// A note that a runner is told too, under a title.
  public record Notice(String title, Phrase text) implements Block {}

  /// One code, and what is, was or shall be different of it.
  ///
  /// @param risk empty if none was weighed
  /// @param verbs what happens to it
  /// @param aside what it was or is called, or became
  /// @param tag who else had a hand in it; empty if nobody had
  /// @param at where it is declared
  /// @param place the same, and what else tells it from others
  /// @param edit who edited it last
  /// @param cells what the list of changes tells beside the code
  /// @param note what there is to say of it
  public record Card(
      String sign,
      Tone tone,
      Optional<Risk> risk,
      String verbs,
      String code,
      Phrase aside,
      String tag,
      Optional<SourcePosition> at,
      Phrase place,
      Phrase edit,
      List<Phrase> cells,
      List<Fields> tables,
      Impact impact,
      Phrase note)
      implements Entry {
    /// A code of which no change is planned.
    public static Card of(
        String sign,
        Tone tone,
        String code,
        Phrase aside,
        Optional<SourcePosition> at,
        Phrase place,
        Phrase edit,
        Fields fields) {
      return new Card(
          sign,
          tone,
          Optional.empty(),
          "",
          code,
          aside,
          "",
          at,
          place,
          edit,
          List.of(),
          List.of(fields),
          Impact.NONE,
          Phrase.NONE);
    }

    /// What differs.
    public List<Field> fields() {
      return tables.getFirst().fields();
    }

    /// What somebody else made of it.
    public List<Field> clashes() {
      return tables.stream().skip(1).flatMap(table -> table.fields().stream()).toList();
    }
  }

  /// One table of fields. The first of a code tells what differs, another one what came between.
  ///
  /// @param title over their names
  /// @param from over the one value, and `to` over the other; empty if there is none of them
  public record Fields(String title, String from, String to, List<Field> fields) {}

  /// @param isKey whether it is the code itself, which stands at the head of a card
  /// @param note who changed it, where that is another than of the code as a whole, and what it was
  ///   before both sides changed it
  public record Field(
      Phrase name, Optional<Value> from, Optional<Value> to, boolean isKey, Phrase note) {
    /// What was wanted, and what is live instead.
    public Phrase clash() {
      return Difference.clash(name, "wanted", from.orElseThrow(), to.orElseThrow());
    }

    public Difference difference() {
      return Difference.of(from, to);
    }
  }

  /// Drawn one by one when they are asked for, since those of a large plan don't fit the memory.
  public static <T, R> List<R> lazily(List<? extends T> all, Function<T, R> draw) {
    return new AbstractList<>() {
      @Override
      public R get(int index) {
        return draw.apply(all.get(index));
      }

      @Override
      public int size() {
        return all.size();
      }
    };
  }
}
