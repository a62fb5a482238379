package dev.wrapup.cli;

import dev.wrapup.desired.DesiredYaml;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Checked;
import dev.wrapup.model.Finding;
import dev.wrapup.model.SourceFile;
import dev.wrapup.plan.Adoptions;
import dev.wrapup.report.AdoptReport;
import dev.wrapup.report.Look;
import dev.wrapup.report.PlanFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `adopt`: live values into the files. Only reads from the organization.
final class AdoptCommand implements Command {
  private static final String MEND = "do what is told above, then adopt again";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "adopt",
            "Write live edits into the files, as the smallest change of their text.",
            "adopt REFUND --base-ref refs/wrapup/us-east-1");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("CODE")
            .arity("0..*")
            .index("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "A code whose live values are adopted. The entry of a code that is gone is taken"
                    + " out; a code that isn't declared gets an entry.")
            .build());
    spec.addOption(
        Options.flag("--all", "Adopt every edit of a declared code; add and take out no entry."));
    spec.addOption(Options.files());
    Options.addBase(spec);
    Options.addTarget(spec);
    Options.addOutput(spec, "text", "json");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format");
    Look look = Looks.of(options, session);
    List<String> names = names(options);
    try (Connection connection = Connection.open(options, session)) {
      Inputs inputs = Inputs.read(options, session, connection);
      Catalog catalog = connection.catalog(inputs);
      Checked.Valid<Adoptions> adoptions =
          valid(
              names.isEmpty()
                  ? Adoptions.all(inputs.desired(), inputs.base(), catalog)
                  : Adoptions.of(names, inputs.desired(), inputs.base(), catalog),
              "no-adoption",
              MEND);
      List<SourceFile> written = write(adoptions.value(), inputs, catalog, session);
      List<Finding> warnings = new ArrayList<>(inputs.warnings());
      warnings.addAll(adoptions.warnings());
      AdoptReport report =
          new AdoptReport(
              connection.target(), inputs.desired().files(), written, adoptions.value(), warnings);
      PlanFacts facts = Planned.facts(options, connection, session);
      session
          .out()
          .print(
              format.equals("json") ? report.json(look) : report.doc(facts).render(format, look));
      if (inputs.base().isEmpty() && !written.isEmpty()) {
        Output.note(
            options,
            session,
            "No base was given: what the files changed and nobody applied yet is replaced too"
                + " (--base-ref).");
      }
      return ExitCode.OK;
    }
  }

  private static List<String> names(ParseResult options) {
    List<String> names = options.matchedPositionalValue(0, List.of());
    boolean all = Options.has(options, "--all");
    if (all == names.isEmpty()) return names;
    throw Stop.usage(
        all ? "codes and --all are both given" : "neither a code nor --all is given",
        "name the codes to adopt, or give --all");
  }

  /// Writes what changes, after making sure that the files say just that and mean the same codes.
  private static List<SourceFile> write(
      Adoptions adoptions, Inputs inputs, Catalog catalog, Session session) {
    if (adoptions.adoptions().isEmpty()) return List.of();
    LocalDate today = LocalDate.now(session.clock());
    DesiredYaml.Edited edited =
        valid(DesiredYaml.edit(inputs.desired(), adoptions.edits(), today), "not-adoptable", MEND)
            .value();
    List<Finding> findings = adoptions.check(edited.state(), inputs.base(), catalog);
    if (!findings.isEmpty()) throw stop("not-adoptable", MEND, findings);
    for (SourceFile after : edited.changed()) {
      inputs.desired().files().stream()
          .filter(before -> before.path().equals(after.path()))
          .findFirst()
          .ifPresent(before -> Output.replace(session, before, after));
    }
    return edited.changed();
  }

  private static <T> Checked.Valid<T> valid(Checked<T> checked, String code, String next) {
    return switch (checked) {
      case Checked.Valid<T> valid -> valid;
      case Checked.Invalid<T> invalid -> throw stop(code, next, invalid.findings());
    };
  }

  private static Stop stop(String code, String next, List<Finding> findings) {
    return new Stop(ExitCode.USAGE, code, "Nothing was written.", next, findings);
  }
}
