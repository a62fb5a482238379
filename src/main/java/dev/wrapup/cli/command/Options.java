package dev.wrapup.cli.command;

import dev.wrapup.app.AppliedRef;
import dev.wrapup.app.Journals;
import dev.wrapup.model.Dialect;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Options that several commands take, and how commands describe themselves. picocli's model is
/// built directly: reading annotations by reflection would cost a quarter of a plan's time.
public final class Options {
  private Options() {}

  /// A command of that name, with the options that every command has.
  ///
  /// @param example one line as a user would type it, without `wrapup`
  public static CommandSpec command(String name, String summary, String example) {
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

  public static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .type(boolean.class)
        .description("Show this help.")
        .build();
  }

  public static OptionSpec version() {
    return flag("Show the version; with -v also what Java runs it.", "--version");
  }

  /// An option with a value.
  public static OptionSpec value(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  /// An option that takes one of a few words, of which the first is meant where it isn't given.
  ///
  /// @param description with `%s` where the words are told
  public static OptionSpec choice(
      String name, String label, String description, List<String> words) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description.formatted(oneOf(words)))
        .completionCandidates(words)
        .build();
  }

  public static String oneOf(List<String> words) {
    return "One of: " + String.join(", ", words);
  }

  /// The words that may be given; none where it may be anything.
  public static List<String> words(ArgSpec argument) {
    return argument.completionCandidates() instanceof List<String> words ? words : List.of();
  }

  /// Which API is meant.
  public static OptionSpec api(String description) {
    return choice("--api", "API", description, Dialect.ALL.stream().map(Dialect::api).toList());
  }

  public static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names).type(boolean.class).description(description).build();
  }

  /// An option that may stand several times.
  public static OptionSpec.Builder values(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .paramLabel(label)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .description(description);
  }

  public static OptionSpec files() {
    return values(
            "FILE",
            "A desired-state file or a folder of them; may be repeated. Default: " + DEFAULT_FILE,
            "-f",
            "--file")
        .build();
  }

  /// What stands without an option's name.
  ///
  /// @param arity such as `1`, `0..1` or `0..*`
  /// @param words of which it is one; empty if it may be anything
  public static PositionalParamSpec operand(
      String label, String arity, String description, List<String> words) {
    boolean isMany = arity.endsWith("*");
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .arity(arity)
        .required(!arity.startsWith("0"))
        .index(isMany ? "0..*" : "0")
        .type(isMany ? List.class : String.class)
        .auxiliaryTypes(String.class)
        .description(description)
        .completionCandidates(words)
        .build();
  }

  public static final String DEFAULT_FILE = "wrapupcodes.yaml";

  /// How results are shown. How a report is printed, in every format.
  public static void addReport(CommandSpec spec) {
    addOutput(spec, "text", "json", "html", "markdown", Annotations.FORMAT);
  }

  public static void addOutput(CommandSpec spec, String... formats) {
    spec.addOption(choice("--format", "FORMAT", "%s. Default: " + formats[0], List.of(formats)));
    spec.addOption(
        choice(
            "--color",
            "WHEN",
            "%s; NO_COLOR means never. Default: auto",
            List.of("auto", "always", "never")));
    spec.addOption(flag("No notes on stderr.", "-q", "--quiet"));
    spec.addOption(help());
  }

  /// Which organization is meant and how it is reached.
  public static void addTarget(CommandSpec spec) {
    spec.addOption(
        flag(
            "Use the embedded organization, whose state is kept in .wrapup, instead of a remote one.",
            "--sandbox"));
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

  public static OptionSpec verbose() {
    return flag("Tell of each request on stderr.", "-v", "--verbose");
  }

  /// What the files declared before.
  public static void addBase(CommandSpec spec) {
    spec.addOption(value("--base", "FILE", "What the files were when they were last applied."));
    spec.addOption(
        value(
            "--base-ref",
            "REF",
            "The same, from a commit of the Git repository. Default: %s<environment>, if it is there"
                .formatted(AppliedRef.FOLDER)));
    spec.addOption(flag("Take no base, whatever ref is there.", NO_BASE));
  }

  /// What becomes of edits made outside Git.
  public static void addRevert(CommandSpec spec) {
    spec.addOption(flag("Undo edits made outside Git as well.", REVERT));
  }

  public static final String NO_BASE = "--no-base";

  public static final String REVERT = "--revert-drift";

  /// Who is told of changes.
  public static void addWebhook(CommandSpec spec) {
    spec.addOption(
        value(
            "--webhook-url",
            "URL",
            "Tell this receiver of each change (WFM_WEBHOOK_URL), signed by WFM_WEBHOOK_SECRET."));
  }

  /// What was reviewed and approved.
  public static void addReview(CommandSpec spec) {
    spec.addOption(value("--plan", "FILE", "The reviewed plan (JSON): anything else is exit 6."));
    spec.addOption(value("--expect", "DIGEST", "The same, by the reviewed plan's digest."));
    spec.addOption(value("--approve", "TOKEN", "Override the refusals that printed this token."));
  }

  /// A journal, as the help writes one.
  public static final String JOURNAL = Journals.FOLDER + "/2026-01-01T12-00-00Z-7b3f.jsonl";

  /// The journals that a command is about.
  ///
  /// @param least how many have to be named
  public static PositionalParamSpec journals(int least, String description) {
    return operand("FILE", least + "..*", description, List.of());
  }

  public static OptionSpec auditDir(String what) {
    return value("--audit-dir", "DIR", what + ". Default: " + Journals.FOLDER);
  }

  public static OptionSpec initiatedBy() {
    return value(
        "--initiated-by", "WHO", "Who the audit names. Default: the CI's person, or the user");
  }
}
