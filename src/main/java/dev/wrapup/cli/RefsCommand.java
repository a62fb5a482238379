package dev.wrapup.cli;

import dev.wrapup.model.Catalog;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.LiveCode;
import dev.wrapup.model.Usage;
import dev.wrapup.plan.Reference;
import dev.wrapup.plan.References;
import dev.wrapup.report.Look;
import dev.wrapup.report.RefsReport;
import dev.wrapup.report.ShellWord;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `refs`: who refers to a code.
final class RefsCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command("refs", "Show who refers to a live code.", "refs CALLBACK_REQUESTED");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("CODE")
            .arity("1")
            .required(true)
            .index("0")
            .type(String.class)
            .description("The code as it is live.")
            .build());
    Options.addTarget(spec);
    Options.addOutput(spec, "text", "json");
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    String format = Options.word(options, "--format");
    Look look = Looks.of(options, session);
    String code = options.matchedPositionalValue(0, "");
    try (Connection connection = Connection.open(options, session)) {
      Catalog catalog = connection.catalog();
      LiveCode live =
          catalog.codes().stream()
              .filter(candidate -> candidate.code().equals(code))
              .findFirst()
              .orElseThrow(() -> notLive(code, options));
      Dialect dialect = Dialect.of(connection.target().api()).orElseThrow();
      Usage usage = connection.usage(Set.of(live.id())).orElse(catalog.usage());
      List<Reference> references = new References(dialect, catalog.with(usage)).to(live);
      RefsReport report = new RefsReport(live, references, usage.unread());
      session.out().print(format.equals("json") ? report.json(look) : report.text(look));
      return ExitCode.OK;
    }
  }

  private static Stop notLive(String code, ParseResult options) {
    return new Stop(
        ExitCode.ERROR,
        "not-live",
        "no live code is called '%s'".formatted(code),
        "see the live codes by: "
            + ShellWord.command("export", Options.given(options, Planned.SAME)));
  }
}
