package dev.wrapup.cli;

import dev.wrapup.cli.audit.ReplayCommand;
import dev.wrapup.cli.audit.ReportCommand;
import dev.wrapup.cli.audit.ResumeCommand;
import dev.wrapup.cli.audit.VerifyCommand;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandGroup;
import dev.wrapup.cli.command.Options;
import dev.wrapup.cli.completion.CompletionCommand;
import dev.wrapup.cli.fleet.FleetApplyCommand;
import dev.wrapup.cli.fleet.FleetDriftCommand;
import dev.wrapup.cli.fleet.FleetMatrixCommand;
import dev.wrapup.cli.fleet.FleetPlanCommand;
import dev.wrapup.cli.fleet.FleetSkewCommand;
import dev.wrapup.cli.fleet.PromoteCommand;
import dev.wrapup.cli.forge.CommentCommand;
import dev.wrapup.cli.forge.DriftIssueCommand;
import dev.wrapup.cli.plan.ApplyCommand;
import dev.wrapup.cli.plan.DriftCommand;
import dev.wrapup.cli.plan.ImportCommand;
import dev.wrapup.cli.plan.PlanCommand;
import dev.wrapup.cli.plan.UndoCommand;
import dev.wrapup.github.GitHub;
import dev.wrapup.gitlab.GitLab;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// All commands, in the order of the help. None is made before it is needed.
final class Commands {
  private static final Map<String, Supplier<Command>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("init", InitCommand::new);
    ALL.put("validate", ValidateCommand::new);
    ALL.put("plan", PlanCommand::new);
    ALL.put("drift", DriftCommand::new);
    ALL.put("apply", ApplyCommand::new);
    ALL.put("fleet", Commands::fleet);
    ALL.put("undo", UndoCommand::new);
    ALL.put("rehearse", RehearseCommand::new);
    ALL.put("audit", Commands::audit);
    ALL.put("webhook", Commands::webhook);
    ALL.put("github", Commands::github);
    ALL.put("gitlab", Commands::gitlab);
    ALL.put("export", ExportCommand::new);
    ALL.put("snapshot", SnapshotCommand::new);
    ALL.put("import", ImportCommand::new);
    ALL.put("adopt", AdoptCommand::new);
    ALL.put("promote", PromoteCommand::new);
    ALL.put("fmt", FormatCommand::new);
    ALL.put("refs", RefsCommand::new);
    ALL.put("usage", UsageCommand::new);
    ALL.put("lint", LintCommand::new);
    ALL.put("doctor", DoctorCommand::new);
    ALL.put("schema", SchemaCommand::new);
    ALL.put("sandbox", SandboxCommand::new);
    ALL.put("completion", () -> new CompletionCommand(Invocation::everything));
  }

  private Commands() {}

  private static Command fleet() {
    return new CommandGroup(
        "fleet",
        "Plan, check, compare and apply many organizations at once.",
        "fleet plan --out plans",
        List.of(
            new FleetPlanCommand(),
            new FleetDriftCommand(),
            new FleetSkewCommand(),
            new FleetApplyCommand(),
            new FleetMatrixCommand()));
  }

  private static Command audit() {
    return new CommandGroup(
        "audit",
        "Check, report on and complete the journals of applies.",
        "audit verify " + Options.JOURNAL,
        List.of(new VerifyCommand(), new ReportCommand(), new ResumeCommand()));
  }

  private static Command webhook() {
    return new CommandGroup(
        "webhook",
        "Send webhook receivers the events that they have not accepted.",
        ReplayCommand.EXAMPLE,
        List.of(new ReplayCommand()));
  }

  private static Command github() {
    CommentCommand comment = new CommentCommand(new GitHub());
    return new CommandGroup(
        "github",
        "Show plans and drift on GitHub: a comment, an issue.",
        comment.example(),
        List.of(comment, new DriftIssueCommand()));
  }

  private static Command gitlab() {
    CommentCommand note = new CommentCommand(new GitLab());
    return new CommandGroup(
        "gitlab",
        "Show plans on GitLab: a note on the merge request.",
        note.example(),
        List.of(note));
  }

  static Optional<Command> named(String name) {
    return Optional.ofNullable(ALL.get(name)).map(Supplier::get);
  }

  /// What a command takes.
  ///
  /// @param words of which the first ones name it, such as `audit` and `verify`
  static Optional<CommandSpec> spec(List<String> words) {
    if (words.isEmpty()) return Optional.empty();
    Optional<CommandSpec> spec = named(words.getFirst()).map(Command::spec);
    return words.size() < 2
        ? spec
        : spec.map(
            group ->
                Optional.ofNullable(group.subcommands().get(words.get(1)))
                    .map(CommandLine::getCommandSpec)
                    .orElse(group));
  }

  static List<Command> all() {
    return ALL.values().stream().map(Supplier::get).toList();
  }
}
