package dev.wrapup.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `github`: what reviewers and keepers are told on GitHub.
final class GithubCommand implements Command {
  private static List<Command> parts() {
    return List.of(new CommentCommand(), new DriftIssueCommand());
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command("github", "Tell plans and drift on GitHub.", CommentCommand.EXAMPLE);
    for (Command part : parts()) {
      CommandSpec sub = part.spec();
      spec.addSubcommand(sub.name(), sub);
    }
    spec.addOption(Options.help());
    return spec;
  }

  @Override
  public ExitCode run(ParseResult options, Session session) {
    if (!options.hasSubcommand()) {
      throw Stop.usage("github needs to be told what to do", "see: wrapup github --help");
    }
    ParseResult asked = options.subcommand();
    String name = asked.commandSpec().name();
    return parts().stream()
        .filter(part -> part.spec().name().equals(name))
        .findFirst()
        .orElseThrow()
        .run(asked, session);
  }
}
