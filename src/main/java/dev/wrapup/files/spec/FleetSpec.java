package dev.wrapup.files.spec;

import dev.wrapup.files.spec.FileSpec.Bare;
import dev.wrapup.files.spec.FileSpec.ByKey;
import dev.wrapup.files.spec.FileSpec.Choice;
import dev.wrapup.files.spec.FileSpec.Items;
import dev.wrapup.files.spec.FileSpec.KeySpec;
import dev.wrapup.files.spec.FileSpec.Keys;
import dev.wrapup.files.spec.FileSpec.Shape;
import dev.wrapup.files.spec.FileSpec.Text;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.fleet.Fleet.Rollout;
import dev.wrapup.model.fleet.Fleet.WhenDrifted;
import dev.wrapup.model.text.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a fleet file may hold: names, guards and order. The reader's checks of keys and the JSON
/// Schema are made from it.
public final class FleetSpec {
  /// Of a target: as a variable's, a ref's and a folder's name can have it, in one way only.
  public static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";

  /// Of a name, a label or a guard, in UTF-16 units.
  public static final int LONGEST = 64;

  private static final Text TEXT = new Text(1, LONGEST);

  public static final Keys TARGET =
      Keys.LINES
          .must(
              "files",
              "Desired-state files and folders of them, from the folder of this file.",
              new Items(new KeySpec("", "A file or a folder.", Text.NOT_EMPTY), 1, false))
          .and("api", "Guard: with another API nothing is sent.", new Choice(apis()))
          .and("environment", "Guard: with another environment nothing is sent.", TEXT)
          .and("organization", "Guard: with another organization nothing is changed.", TEXT)
          .all(standard("wave", "The wave that it is applied in, from 0 to 999.", Bare.COUNT, 0))
          .and(
              "labels",
              "By which some targets are chosen.",
              new ByKey(
                  new KeySpec("", "A label's name.", Bare.NAME),
                  new KeySpec("", "Its value.", TEXT)));

  public static final Keys ROLLOUT =
      Keys.LINES
          .all(
              standard(
                  "maxFailedTargets",
                  "So many targets may fail before the next wave is not applied.",
                  Bare.COUNT,
                  Rollout.DEFAULT.maxFailedTargets()))
          .all(
              standard(
                  "whenDrifted",
                  "Whether the next wave is applied after one in which something was changed outside"
                      + " Git.",
                  new Choice(words()),
                  Rollout.DEFAULT.whenDrifted().word()));

  public static final Keys FILE =
      Keys.LINES
          .must("format", "The version of the file format.", Bare.VERSION)
          .must(
              "targets",
              "The organizations, by name. Where their requests go is said by variables alone.",
              new ByKey(
                  new KeySpec("", "A target's name.", Bare.NAME),
                  new KeySpec("", "An organization.", TARGET)))
          .and("rollout", "When no further wave is applied.", ROLLOUT);

  private FleetSpec() {}

  private static Stream<KeySpec> standard(String name, String text, Shape shape, Object standard) {
    return Stream.of(new KeySpec(name, text, shape, false, Optional.of(standard)));
  }

  private static List<String> apis() {
    return Dialect.ALL.stream().map(Dialect::api).toList();
  }

  private static List<String> words() {
    return Arrays.stream(WhenDrifted.values()).map(Word::word).toList();
  }
}
