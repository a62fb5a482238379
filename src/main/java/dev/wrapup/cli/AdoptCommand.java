package dev.wrapup.cli;

import dev.wrapup.desired.DesiredYaml;
import dev.wrapup.model.Catalog;
import dev.wrapup.model.Checked;
import dev.wrapup.model.Finding;
import dev.wrapup.model.SourceFile;
import dev.wrapup.plan.Adoptions;
import dev.wrapup.process.Stop;
import dev.wrapup.process.WholeFile;
import dev.wrapup.report.AdoptReport;
import dev.wrapup.report.PlanFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

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
        Options.operand(
            "CODE",
            "0..*",
            "A code whose live values are adopted. The entry of a code that is gone is taken"
                + " out; a code that isn't declared gets an entry.",
            List.of()));
    spec.addOption(
        Options.flag("Adopt every edit of a declared code; add and take out no entry.", "--all"));
    spec.addOption(Options.files());
    Options.addBase(spec);
    Options.addTarget(spec);
    Options.addReport(spec);
    return spec;
  }

  @Override
  public CommandResult run(Context context) {

    List<String> names = names(context);
    try (Connection connection = Connection.open(context)) {
      Inputs inputs = Inputs.read(context, connection);
      Catalog catalog = connection.catalog(inputs);
      Checked.Valid<Adoptions> adoptions =
          valid(
              names.isEmpty()
                  ? Adoptions.all(inputs.desired(), inputs.base(), catalog)
                  : Adoptions.of(names, inputs.desired(), inputs.base(), catalog),
              "no-adoption",
              MEND);
      List<SourceFile> written = write(adoptions.value(), inputs, catalog, context);
      List<Finding> warnings = new ArrayList<>(inputs.warnings());
      warnings.addAll(adoptions.warnings());
      AdoptReport report =
          new AdoptReport(
              connection.target(), inputs.desired().files(), written, adoptions.value(), warnings);
      PlanFacts facts = Planned.facts(context, connection);
      if (inputs.base().isEmpty() && !written.isEmpty()) {
        context.note(
            "No base was given: what the files changed and nobody applied yet is replaced too"
                + " (--base-ref).");
      }
      return context.result((tool, at) -> report.doc(facts), report::json);
    }
  }

  private static List<String> names(Context context) {
    List<String> names = context.operands();
    boolean all = context.has("--all");
    if (all == names.isEmpty()) return names;
    throw Stop.usage(
        all ? "codes and --all are both given" : "neither a code nor --all is given",
        "name the codes to adopt, or give --all");
  }

  /// Writes what changes, after making sure that the files say just that and mean the same codes.
  private static List<SourceFile> write(
      Adoptions adoptions, Inputs inputs, Catalog catalog, Context context) {
    if (adoptions.adoptions().isEmpty()) return List.of();
    LocalDate today = context.workspace().today();
    DesiredYaml.Edited edited =
        valid(DesiredYaml.edit(inputs.desired(), adoptions.edits(), today), "not-adoptable", MEND)
            .value();
    List<Finding> findings = adoptions.check(edited.state(), inputs.base(), catalog);
    if (!findings.isEmpty()) throw stop("not-adoptable", MEND, findings);
    for (SourceFile after : edited.changed()) {
      inputs.desired().files().stream()
          .filter(before -> before.path().equals(after.path()))
          .findFirst()
          .ifPresent(before -> WholeFile.replace(context.path(before.path()), before, after));
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
    return Stop.usage(code, "Nothing was written.", next, findings);
  }
}
