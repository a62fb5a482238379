package dev.wrapup.cli.command;

import dev.wrapup.app.AppliedRef;
import dev.wrapup.app.Journals;
import dev.wrapup.model.Dialect;
import dev.wrapup.report.format.Renderers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// Options that several commands take, and how commands describe themselves. picocli's model is
/// built directly: reading annotations by reflection would cost a quarter of a plan's time.
public final class Options {
  private Options() {}

  public static final String DEFAULT_FILE = "wrapupcodes.yaml";

  private static final Pattern SETTING = Pattern.compile("`([a-zA-Z]+)`");

  public static final String DATA = "--sandbox-data";
  public static final String NO_BASE = "--no-base";
  public static final String NO_PAGER = "--no-pager";
  public static final String REVERT = "--revert-drift";
  static final String APPROVED_BY = "--approved-by";

  /// A plan is not red for what a token can approve.
  public static final String LATER = "--approve-later";

  /// A journal, as the help writes one.
  public static final String JOURNAL = Journals.FOLDER + "/2026-01-01T12-00-00Z-7b3f.jsonl";

  /// A command of that name.
  ///
  /// @param example one line as a user would type it, without `wrapup`
  /// @param arguments that it takes, in the order of its help
  @SafeVarargs
  public static CommandSpec command(
      String name, String summary, String example, List<ArgSpec>... arguments) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .description(summary)
        .synopsisHeading("")
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .commandListHeading("%nCommands:%n")
        .footerHeading("%nExample:%n")
        .footer("  wrapup " + example);
    spec.usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionGroup::list);
    for (List<ArgSpec> some : arguments) some.forEach(spec::add);
    return spec;
  }

  @SafeVarargs
  public static List<ArgSpec> all(List<ArgSpec>... arguments) {
    List<ArgSpec> all = new ArrayList<>();
    for (List<ArgSpec> some : arguments) all.addAll(some);
    return all;
  }

  public static List<ArgSpec> help() {
    return List.of(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .description("Show this help.")
            .build());
  }

  public static List<ArgSpec> flag(String description, String... names) {
    return List.of(OptionSpec.builder(names).type(boolean.class).description(description).build());
  }

  /// An option with a value.
  public static List<ArgSpec> value(String name, String label, String description) {
    return choice(name, label, description, List.of());
  }

  /// An option that takes one of a few words, of which the first is meant where it isn't given.
  ///
  /// @param description with `%s` where the words are told
  /// @param words none if it may be anything
  public static List<ArgSpec> choice(
      String name, String label, String description, List<String> words) {
    return List.of(
        OptionSpec.builder(name)
            .paramLabel(label)
            .type(String.class)
            .description(description.replace("%s", oneOf(words)))
            .completionCandidates(words)
            .build());
  }

  /// An option that may stand several times.
  ///
  /// @param words of which each is one, or begins so; none if it may be anything
  public static List<ArgSpec> values(
      String label, String description, List<String> words, String... names) {
    return List.of(
        OptionSpec.builder(names)
            .paramLabel(label)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .description(description)
            .completionCandidates(words)
            .build());
  }

  /// What stands without an option's name.
  ///
  /// @param arity such as `1`, `0..1` or `0..*`
  /// @param words of which it is one; empty if it may be anything
  public static List<ArgSpec> operand(
      String label, String arity, String description, List<String> words) {
    boolean isMany = arity.endsWith("*");
    return List.of(
        PositionalParamSpec.builder()
            .paramLabel(label)
            .arity(arity)
            .required(!arity.startsWith("0"))
            .index(isMany ? "0..*" : "0")
            .type(isMany ? List.class : String.class)
            .auxiliaryTypes(String.class)
            .description(description)
            .completionCandidates(words)
            .build());
  }

  /// A remedy with what is typed where the API of `app` has a setting.
  public static String typed(String remedy) {
    return SETTING
        .matcher(remedy)
        .replaceAll(
            setting -> "--" + setting.group(1).replaceAll("[A-Z]", "-$0").toLowerCase(Locale.ROOT));
  }

  public static String oneOf(List<String> words) {
    return "One of: " + String.join(", ", words);
  }

  /// The words that may be given; none where it may be anything.
  public static List<String> words(ArgSpec argument) {
    return argument.completionCandidates() instanceof List<String> words ? words : List.of();
  }

  /// What an argument is called: an option's long name, or what stands for an operand in the help.
  public static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  /// Which API is meant.
  public static List<ArgSpec> api(String description) {
    return choice("--api", "API", description, Dialect.ALL.stream().map(Dialect::api).toList());
  }

  public static List<ArgSpec> files() {
    return values(
        "FILE",
        "A desired-state file or a folder of them; may be repeated. Default: " + DEFAULT_FILE,
        List.of(),
        "-f",
        "--file");
  }

  /// How a report is printed, in every format.
  ///
  /// @param first formats that stand before the others; the first of all is the default
  public static List<ArgSpec> report(String... first) {
    Set<String> formats = new LinkedHashSet<>(List.of(first));
    formats.addAll(List.of("text", "json"));
    formats.addAll(Renderers.FORMATS);
    formats.add(Annotations.FORMAT);
    return output(formats.toArray(String[]::new));
  }

  /// The same of a report that a person reads screen by screen.
  public static List<ArgSpec> pagedReport(String... first) {
    var off = flag("Don't show what is longer than the screen by PAGER, or less.", NO_PAGER);
    return all(off, report(first));
  }

  /// How a result is printed.
  public static List<ArgSpec> output(String... formats) {
    return all(
        choice("--format", "FORMAT", "%s. Default: " + formats[0], List.of(formats)),
        choice(
            "--color",
            "WHEN",
            "%s; NO_COLOR means never, else FORCE_COLOR or CLICOLOR_FORCE always. Default: auto",
            List.of("auto", "always", "never")),
        quiet(),
        help());
  }

  public static List<ArgSpec> quiet() {
    return flag("No notes on stderr.", "-q", "--quiet");
  }

  /// Which organization is meant and how it is reached.
  public static List<ArgSpec> target() {
    return all(
        flag("Use the embedded organization instead of a remote one.", "--sandbox"),
        value(DATA, "FILE", "Fill the embedded organization from this file first."),
        api("The API's dialect (WRAPUP_API). %s. Default: versioned"),
        value(
            "--environment", "NAME", "The environment or region (GENESYS_ENV). Default: us-east-1"),
        value("--base-url", "URL", "Another address than the environment's (GENESYS_BASE_URL)."),
        value("--rate-limit", "N/min", "At most so many requests in any minute. Default: none"),
        value(
            "--timeout",
            "TIME",
            "Give up after this long, such as 90s or 5m; an apply has no limit of its own, nor has what reads queues. Default: 90s"),
        caFile(),
        value(
            "--env-file",
            "FILE",
            "Read a .env file (NAME=value lines) for variables that aren't set."),
        verbose());
  }

  public static List<ArgSpec> caFile() {
    return value("--ca-file", "FILE", "Trust these certificates (PEM) beside the usual ones.");
  }

  public static List<ArgSpec> verbose() {
    return flag("Print each request on stderr.", "-v", "--verbose");
  }

  /// What the files declared before.
  public static List<ArgSpec> base() {
    return all(
        value(
            "--base",
            "FILE",
            "The files as they were applied last, which tell your changes from edits made outside Git."),
        value(
            "--base-ref",
            "REF",
            "The same, from a commit of the Git repository. Default: %s<environment>, if it is there"
                .formatted(AppliedRef.FOLDER)),
        flag("Use no base, even if that ref is there.", NO_BASE));
  }

  /// What becomes of edits made outside Git.
  public static List<ArgSpec> revert() {
    return flag("Undo edits made outside Git as well.", REVERT);
  }

  /// Who is told of changes.
  public static List<ArgSpec> webhook() {
    return value(
        "--webhook-url",
        "URL",
        "Send each change to this receiver (WFM_WEBHOOK_URL), signed by WFM_WEBHOOK_SECRET.");
  }

  /// What was reviewed and approved.
  public static List<ArgSpec> review() {
    return all(
        value(
            "--plan",
            "FILE",
            "The reviewed plan (JSON, by plan --out); a plan that differs is exit 6."),
        value("--expect", "DIGEST", "The same, by the reviewed plan's digest."),
        value("--approve", "TOKEN", "Approve the refusals for which a plan printed this token."));
  }

  /// The journals that a command is about.
  ///
  /// @param least how many have to be named
  public static List<ArgSpec> journals(int least, String description) {
    return operand("FILE", least + "..*", description, List.of());
  }

  public static List<ArgSpec> auditDir(String what) {
    return value("--audit-dir", "DIR", what + ". Default: " + Journals.FOLDER);
  }

  public static List<ArgSpec> approvedBy() {
    return value(
        APPROVED_BY, "WHO", "Who the audit says has approved the plan. Default: not recorded");
  }

  public static List<ArgSpec> initiatedBy() {
    return value(
        "--initiated-by", "WHO", "Who the audit names. Default: the CI's person, or the user");
  }
}
