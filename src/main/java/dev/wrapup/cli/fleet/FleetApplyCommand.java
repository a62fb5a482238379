package dev.wrapup.cli.fleet;

import dev.wrapup.app.AppliedRef;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.plan.ApplyCommand;
import dev.wrapup.model.fleet.FleetTarget;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.model.text.Words;
import dev.wrapup.process.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// `fleet apply`: makes exactly the changes that were reviewed, wave by wave.
public final class FleetApplyCommand implements Command {
  private static final String PLAN = "--plan";
  private static final String WAVE = "--wave";

  @Override
  public CommandSpec spec() {
    return Options.command(
        "apply",
        "Make exactly the changes that were reviewed in each organization, wave by wave.",
        "fleet apply --plan plans --wave 0",
        FleetContext.options(),
        Options.value(
            WAVE,
            "N",
            "The targets of this wave alone, once earlier ones of these plans are finished."),
        FleetContext.atOnce(),
        Options.base(),
        Options.value(PLAN, "DIR", "The reviewed plans, by fleet plan --out."),
        Options.value(
            "--approve",
            "TOKEN",
            "Approve the refusals for which the plan of --target has this token."),
        Options.flag("Don't ask on a terminal.", "--yes"),
        Options.revert(),
        ApplyCommand.record(AppliedRef.FOLDER + "<target>"),
        Options.initiatedBy(),
        Options.approvedBy(),
        Options.auditDir("Keep the journals there, each target's in a folder of its name"),
        Options.value(
            "--out",
            "DIR",
            "Write each apply as JSON into this folder, and all in %s."
                .formatted(FleetContext.FILE)),
        FleetContext.reach(),
        Options.report());
  }

  @Override
  public CommandResult run(Context context) {
    String plans =
        context
            .text(PLAN)
            .orElseThrow(
                () ->
                    Stop.usage(
                        "no reviewed plans are named",
                        Remedy.by(
                            "name them by --plan, or make some and look at them",
                            ShellCommand.own("fleet", "plan", "--out", "plans"))));
    FleetContext fleet = FleetContext.of(context);
    boolean isOne = context.has(FleetContext.TARGET);
    if (context.has("--approve") && !isOne) {
      throw Stop.usage("--approve is given without --target", "a token is of one target's plan");
    }
    if (context.has(WAVE) && isOne) {
      throw Stop.usage("--target and --wave are both given", "give one of them");
    }
    List<List<FleetTarget>> waves = waves(fleet, context.number(WAVE, 0, 999));
    ReviewedPlans reviewed = ReviewedPlans.in(context.path(plans), context);
    List<FleetTarget> before = isOne ? List.of() : before(waves, fleet, reviewed);
    waves.forEach(wave -> wave.forEach(reviewed::of));
    before.forEach(reviewed::of);
    ask(waves, context);
    return new WaveRun(fleet, reviewed).apply(waves, EarlierWaves.look(before, fleet, reviewed));
  }

  /// The targets of the same plans in waves before the first that is meant.
  private static List<FleetTarget> before(
      List<List<FleetTarget>> waves, FleetContext fleet, ReviewedPlans reviewed) {
    int first = waves.getFirst().getFirst().wave();
    return fleet.fleet().targets().stream()
        .filter(target -> target.wave() < first && reviewed.names(target))
        .toList();
  }

  private static List<List<FleetTarget>> waves(FleetContext fleet, Optional<Integer> one) {
    List<FleetTarget> meant =
        fleet.targets().stream()
            .filter(target -> one.isEmpty() || target.wave() == one.get())
            .toList();
    if (meant.isEmpty()) {
      throw Stop.usage(
          "%s has no target in wave %d".formatted(fleet.fleet().file().path(), one.orElseThrow()),
          "see the waves in the file");
    }
    return new ArrayList<>(
        meant.stream()
            .collect(Collectors.groupingBy(FleetTarget::wave, TreeMap::new, Collectors.toList()))
            .values());
  }

  /// A person at a terminal says once more that all of them are meant.
  private static void ask(List<List<FleetTarget>> waves, Context context) {
    boolean canAsk = context.session().terminal().in() && context.session().terminal().err();
    if (!canAsk || context.has("--yes")) return;
    int targets = waves.stream().mapToInt(List::size).sum();
    String question =
        "Apply the reviewed plans of %s in %s? Only 'yes' does: "
            .formatted(Words.count(targets, "target"), Words.count(waves.size(), "wave"));
    if (context.session().ask(question).filter("yes"::equalsIgnoreCase).isPresent()) return;
    throw Stop.usage(
        "not-confirmed", "not confirmed; nothing was changed", "answer 'yes' to apply the plans");
  }
}
