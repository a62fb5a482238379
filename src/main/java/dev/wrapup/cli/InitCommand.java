package dev.wrapup.cli;

import dev.wrapup.app.Init;
import dev.wrapup.app.RunOptions;
import dev.wrapup.cli.command.Command;
import dev.wrapup.cli.command.CommandResult;
import dev.wrapup.cli.command.Context;
import dev.wrapup.cli.command.Options;
import dev.wrapup.model.Dialect;
import dev.wrapup.model.remedy.Remedy;
import dev.wrapup.model.remedy.ShellCommand;
import dev.wrapup.process.Stop;
import dev.wrapup.report.doc.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// `init`: a repository that keeps an organization's codes, from what its target and its code host
/// are. What no option says is asked. Only reads from the organization.
final class InitCommand implements Command {
  private static final String FORGE = "--forge";

  private static final List<String> APIS = Dialect.ALL.stream().map(Dialect::api).toList();

  private static final List<String> FORGES =
      Stream.of(Init.Forge.values()).map(forge -> forge.name().toLowerCase(Locale.ROOT)).toList();

  @Override
  public CommandSpec spec() {
    return Options.command(
        "init",
        "Set up a repository: write the file of the live codes, its schema and workflows. Asks for"
            + " what no option gives.",
        "init --api genesys-cloud --environment eu-west-1 --forge github",
        Options.choice(
            FORGE, "HOST", "Write the workflows of this code host. %s. Default: asked", FORGES),
        Only.option(),
        Options.target(),
        Options.quiet(),
        Options.help());
  }

  @Override
  public CommandResult run(Context context) {
    RunOptions options = context.run();
    RunOptions.Reach given = options.reach();
    Optional<String> api = given.api().or(() -> context.workspace().variable("WRAPUP_API"));
    Optional<String> environment = given.environment().or(() -> variable("GENESYS_ENV", context));
    Optional<String> address = given.baseUrl().or(() -> variable("GENESYS_BASE_URL", context));
    boolean isPlaced = given.sandbox() || environment.isPresent() || address.isPresent();
    boolean hasForge = context.has(FORGE);
    requireAnswers(context, api.isPresent(), isPlaced, hasForge);
    String chosen = api.orElseGet(() -> choice("Which API", APIS, context));
    if (!isPlaced) {
      String place =
          ask("Which region, such as us-east-1, or which address, https://…", "us-east-1", context);
      boolean isAddress = place.contains("://");
      address = isAddress ? Optional.of(place) : address;
      environment = isAddress ? environment : Optional.of(place);
    }
    String forge = hasForge ? context.word(FORGE) : choice("Workflows for", FORGES, context);
    Init init =
        Init.write(
            options.at(chosen, environment, address),
            Init.Forge.valueOf(forge.toUpperCase(Locale.ROOT)),
            Only.of(context),
            context.workspace(),
            context.deadline());
    return CommandResult.of(told(init, context.caller()));
  }

  private static Optional<String> variable(String name, Context context) {
    return context.workspace().variable(name);
  }

  /// Where nobody can be asked, the options say it all.
  private static void requireAnswers(
      Context context, boolean hasApi, boolean isPlaced, boolean hasForge) {
    if (context.session().terminal().in() && context.session().terminal().err()) return;
    List<String> missing = new ArrayList<>();
    if (!hasApi) missing.add("--api " + String.join("|", APIS));
    if (!isPlaced) missing.add("--environment NAME or --base-url URL");
    if (!hasForge) missing.add(FORGE + " " + String.join("|", FORGES));
    if (missing.isEmpty()) return;
    throw Stop.usage("nobody can be asked here", "give " + String.join(", ", missing));
  }

  private static String choice(String question, List<String> words, Context context) {
    while (true) {
      String word =
          ask("%s: %s".formatted(question, String.join(", ", words)), words.getFirst(), context);
      if (words.contains(word.toLowerCase(Locale.ROOT))) return word.toLowerCase(Locale.ROOT);
      context.session().err().println("There is no such choice.");
    }
  }

  /// @param usual what nothing stands for
  private static String ask(String question, String usual, Context context) {
    String answer =
        context
            .session()
            .ask("%s [%s]? ".formatted(question, usual))
            .orElseThrow(
                () ->
                    Stop.usage(
                        "not answered; nothing was written",
                        Remedy.by("begin again", ShellCommand.own("init"))));
    return answer.isEmpty() ? usual : answer;
  }

  private static String told(Init init, Caller caller) {
    List<String> lines = new ArrayList<>();
    init.written().forEach(file -> lines.add("+ " + file));
    lines.add("");
    lines.add(init.export().told(Init.FILE) + ". Read what was written, and commit it:");
    List<String> tops =
        init.files().stream().map(file -> file.split("/", -1)[0]).distinct().toList();
    if (!init.isInRepository()) lines.add("  git init -b main");
    lines.add("  " + caller.line(ShellCommand.of("git", "add").with(tops)));
    lines.add("  git commit -m 'Wrap-up codes as they are live'");
    lines.add("");
    lines.add("Then say, once, that this is what %s has:".formatted(init.target().environment()));
    lines.add("  " + caller.line(init.update()));
    lines.add("and, once there is a remote, to whoever works from that:");
    lines.add("  " + caller.line(init.push()));
    if (init.files().size() > 2) {
      lines.add("");
      lines.add(
          "In the workflows, example-org and the zeros stand for where wrapup lives, and for the"
              + " commit of its release.");
    }
    return String.join("\n", lines) + "\n";
  }
}
