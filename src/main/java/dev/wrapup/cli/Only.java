package dev.wrapup.cli;

import dev.wrapup.app.Selection;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.process.Stop;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;

/// The option that narrows what is taken over from live.
final class Only {
  static final String NAME = "--only";

  private Only() {}

  static List<ArgSpec> option() {
    return Options.values(
        "CODE|FILE",
        "Only this code, by its name or id, those whose names match, such as 'Sales*', or those of"
            + " a state file of Terraform (.tfstate); may be repeated.",
        List.of(),
        NAME);
  }

  static Selection of(Context context) {
    List<String> only = context.texts(NAME);
    if (only.stream().anyMatch(String::isBlank)) {
      throw Stop.usage(NAME + " is given but empty", "give it a value, or leave it out");
    }
    return Selection.of(only, context.workspace());
  }
}
