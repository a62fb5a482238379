package dev.wrapup.cli;

import dev.wrapup.http.Deadline;
import dev.wrapup.model.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Options that several commands take, and how commands describe themselves. picocli's model is
/// built directly: reading annotations by reflection would cost a quarter of a plan's time.
final class Options {
  private Options() {}

  /// A command of that name, with the options that every command has.
  ///
  /// @param example one line as a user would type it, without `wrapup`
  static CommandSpec command(String name, String summary, String example) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .description(summary)
        .synopsisHeading("")
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%nOptions:%n")
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .footerHeading("%nExample:%n")
        .footer("  wrapup " + example);
    return spec;
  }

  static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .type(boolean.class)
        .description("Show this help.")
        .build();
  }

  static OptionSpec version() {
    return OptionSpec.builder("--version")
        .type(boolean.class)
        .description("Show the version; with -v also what Java runs it.")
        .build();
  }

  /// An option with a value.
  static OptionSpec value(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  /// An option that takes one of a few words, of which the first is meant where it isn't given.
  ///
  /// @param description with `%s` where the words are told
  static OptionSpec choice(String name, String label, String description, List<String> words) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description.formatted(oneOf(words)))
        .completionCandidates(words)
        .build();
  }

  static String oneOf(List<String> words) {
    return "One of: " + String.join(", ", words);
  }

  /// The words that may be given; none where it may be anything.
  static List<String> words(ArgSpec argument) {
    return argument.completionCandidates() instanceof List<String> words ? words : List.of();
  }

  /// Which API is meant.
  static OptionSpec api(String description) {
    return choice("--api", "API", description, apis());
  }

  private static List<String> apis() {
    return Dialect.ALL.stream().map(Dialect::api).toList();
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  /// `-f`, which may stand several times.
  static OptionSpec files() {
    return OptionSpec.builder("-f", "--file")
        .paramLabel("FILE")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .description(
            "A desired-state file or a folder of them; may be repeated. Default: " + DEFAULT_FILE)
        .build();
  }

  static final String DEFAULT_FILE = "wrapupcodes.yaml";

  /// How results are shown.
  static void addOutput(CommandSpec spec, String... formats) {
    spec.addOption(choice("--format", "FORMAT", "%s. Default: " + formats[0], List.of(formats)));
    spec.addOption(
        choice(
            "--color",
            "WHEN",
            "%s; NO_COLOR means never. Default: auto",
            List.of("auto", "always", "never")));
    spec.addOption(
        OptionSpec.builder("-q", "--quiet")
            .type(boolean.class)
            .description("No notes on stderr.")
            .build());
    spec.addOption(help());
  }

  /// Which organization is meant and how it is reached.
  static void addTarget(CommandSpec spec) {
    spec.addOption(flag("--sandbox", "Use the embedded organization instead of a remote one."));
    spec.addOption(
        value("--sandbox-data", "FILE", "Fill the embedded organization from this file first."));
    spec.addOption(api("The API's dialect (WRAPUP_API). %s. Default: versioned"));
    spec.addOption(
        value("--environment", "NAME", "The environment (GENESYS_ENV). Default: us-east-1"));
    spec.addOption(
        value("--base-url", "URL", "Another address than the environment's (GENESYS_BASE_URL)."));
    spec.addOption(
        value("--rate-limit", "N/min", "At most so many requests in any minute. Default: none"));
    spec.addOption(
        value(
            "--timeout",
            "TIME",
            "Give up after this long, such as 90s or 5m; an apply has no limit of its own. Default: 90s"));
    spec.addOption(
        value("--ca-file", "FILE", "Trust these certificates (PEM) beside the usual ones."));
    spec.addOption(
        value(
            "--env-file",
            "FILE",
            "Read a .env file (NAME=value lines) for variables that aren't set."));
    spec.addOption(verbose());
  }

  static OptionSpec verbose() {
    return OptionSpec.builder("-v", "--verbose")
        .type(boolean.class)
        .description("Tell of each request on stderr.")
        .build();
  }

  /// When the command has to be over.
  ///
  /// @param usual the time that it has where nobody says; empty for no limit
  static Deadline deadline(ParseResult options, Session session, Optional<Duration> usual) {
    return duration(options, "--timeout")
        .or(() -> usual)
        .map(Deadline::after)
        .orElseGet(Deadline::never)
        .telling((wait, why) -> Output.waiting(options, session, wait, why));
  }

  /// The certificates of `--ca-file`.
  static Optional<Path> caFile(ParseResult options, Session session) {
    Optional<Path> file = text(options, "--ca-file").map(session::path);
    if (file.isPresent() && !Files.isRegularFile(file.get())) {
      throw Stop.usage("there is no file " + file.get(), "check the name given by --ca-file");
    }
    return file;
  }

  /// What the files declared before.
  static void addBase(CommandSpec spec) {
    spec.addOption(value("--base", "FILE", "What the files were when they were last applied."));
    spec.addOption(value("--base-ref", "REF", "The same, from a commit of the Git repository."));
  }

  /// What becomes of edits made outside Git.
  static void addRevert(CommandSpec spec) {
    spec.addOption(flag(REVERT, "Undo edits made outside Git as well."));
  }

  static final String REVERT = "--revert-drift";

  /// Who is told of changes.
  static void addWebhook(CommandSpec spec) {
    spec.addOption(
        value(
            "--webhook-url",
            "URL",
            "Tell this receiver of each change (WFM_WEBHOOK_URL), signed by WFM_WEBHOOK_SECRET."));
  }

  /// What was reviewed and approved.
  static void addReview(CommandSpec spec) {
    spec.addOption(value("--plan", "FILE", "The reviewed plan (JSON): anything else is exit 6."));
    spec.addOption(value("--expect", "DIGEST", "The same, by the reviewed plan's digest."));
    spec.addOption(value("--approve", "TOKEN", "Override the refusals that printed this token."));
  }

  static boolean has(ParseResult options, String name) {
    return options.hasMatchedOption(name);
  }

  /// Those of some options that are given, each with its values, as they are written.
  static List<String> given(ParseResult options, List<String> names) {
    List<String> words = new ArrayList<>();
    for (String name : names) {
      if (!options.hasMatchedOption(name)) continue;
      OptionSpec option = options.matchedOption(name);
      String shortest = option.shortestName();
      if (option.arity().max() == 0) words.add(shortest);
      else option.stringValues().forEach(value -> words.addAll(List.of(shortest, value)));
    }
    return words;
  }

  /// An option's value; one that is given but empty is a mistake.
  static Optional<String> text(ParseResult options, String name) {
    Optional<String> value = Optional.ofNullable(options.matchedOptionValue(name, (String) null));
    if (value.filter(String::isBlank).isPresent()) {
      throw Stop.usage(name + " is given but empty", "give it a value, or leave it out");
    }
    return value;
  }

  /// An option's value, else a variable's.
  static Optional<String> text(ParseResult options, String name, Session session, String variable) {
    Optional<String> given = text(options, name);
    return given.isPresent() ? given : session.variable(variable);
  }

  /// The dialect of that name.
  static Dialect dialect(String api) {
    return Dialect.of(api)
        .orElseThrow(
            () ->
                Stop.usage(
                    "there is no api '" + api + "'",
                    "choose one of: " + String.join(", ", apis())));
  }

  /// The value of a [#choice].
  static String word(ParseResult options, String name) {
    List<String> words = words(options.commandSpec().findOption(name));
    String value = text(options, name).orElse(words.getFirst());
    if (words.contains(value)) return value;
    throw Stop.usage(
        "%s %s: there is no such choice".formatted(name, value),
        "choose one of: " + String.join(", ", words));
  }

  /// A whole number within bounds.
  static Optional<Integer> number(ParseResult options, String name, int least, int most) {
    return text(options, name).map(text -> parse(name, text, least, most));
  }

  private static int parse(String name, String text, int least, int most) {
    try {
      int number = Integer.parseInt(text);
      boolean isPlain = text.chars().allMatch(Options::isDigit);
      if (isPlain && number >= least && number <= most) return number;
    } catch (NumberFormatException e) {
      // told below, like a number out of bounds
    }
    throw Stop.usage(
        "%s %s: not a whole number from %d to %d".formatted(name, text, least, most),
        "give such a number");
  }

  /// Of the Arabic numerals that everybody reads alike; others would be taken for numbers as well.
  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /// A rate such as `300/min`, per minute.
  static Optional<Integer> perMinute(ParseResult options, String name) {
    return text(options, name)
        .map(
            text -> {
              if (!text.endsWith("/min")) {
                throw Stop.usage(name + " " + text + ": not a rate", "write it as 300/min");
              }
              return parse(name, text.substring(0, text.length() - "/min".length()), 1, 1_000_000);
            });
  }

  /// A duration such as `90s`, `5m` or `250ms`.
  static Optional<Duration> duration(ParseResult options, String name) {
    return text(options, name).map(text -> duration(name, text));
  }

  /// How long a command waits for what a file that is a pipe brings.
  static Duration patience(ParseResult options) {
    Duration most = Duration.ofSeconds(60);
    return duration(options, "--timeout").filter(limit -> limit.compareTo(most) < 0).orElse(most);
  }

  /// More than a machine runs, and less than the clocks of the program can count.
  private static final Duration LONGEST = Duration.ofDays(366);

  private static Duration duration(String name, String text) {
    Duration duration = parseDuration(name, text);
    if (duration.compareTo(LONGEST) <= 0) return duration;
    throw Stop.usage(
        "%s %s: longer than %d days".formatted(name, text, LONGEST.toDays()),
        "write it as 90s, 5m or 250ms");
  }

  private static Duration parseDuration(String name, String text) {
    int digits = 0;
    while (digits < text.length() && isDigit(text.charAt(digits))) digits++;
    String unit = text.substring(digits).toLowerCase(Locale.ROOT);
    if (digits > 0 && digits <= 9) {
      long amount = Long.parseLong(text.substring(0, digits));
      switch (unit) {
        case "ms" -> {
          return Duration.ofMillis(amount);
        }
        case "s" -> {
          return Duration.ofSeconds(amount);
        }
        case "m" -> {
          return Duration.ofMinutes(amount);
        }
        default -> {}
      }
    }
    throw Stop.usage(name + " " + text + ": not a duration", "write it as 90s, 5m or 250ms");
  }
}
