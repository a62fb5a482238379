package dev.wrapup.cli.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;

/// The option for the period in which it is counted how often codes were picked.
public final class UsagePeriod {
  private static final String OPTION = "--usage";

  private UsagePeriod() {}

  public static List<ArgSpec> option(String description) {
    return Options.value(OPTION, "DAYS", description);
  }

  /// So many days, of which today is the last; empty if they aren't given.
  public static Optional<Integer> of(Context context) {
    return context.text(OPTION).map(text -> Quantity.days(OPTION, text));
  }
}
