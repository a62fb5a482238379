package dev.wrapup.cli;

import dev.wrapup.cli.command.ExitCode;
import dev.wrapup.http.connection.UserAgent;
import dev.wrapup.process.Session;
import dev.wrapup.process.StandardOutput;

/// Where the process begins. Knows nothing of commands and options, so that nothing of them is
/// loaded to tell the version.
public final class Main {
  /// Of the build.
  static final String VERSION = UserAgent.VERSION;

  private Main() {}

  public static void main(String[] args) {
    StandardOutput out = new StandardOutput();
    if (args.length == 1 && args[0].equals("--version")) {
      out.println(Version.line());
      if (out.failure().isEmpty()) return;
      System.exit(InterruptibleRun.outcome(ExitCode.OK, out, System.err).number());
    }
    System.exit(InterruptibleRun.run(Session.ofSystem(out), out, args).number());
  }
}
