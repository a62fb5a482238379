package dev.wrapup.cli;

import dev.wrapup.http.UserAgent;

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
      System.exit(out.outcome(ExitCode.OK, System.err).number());
    }
    System.exit(LastWord.run(Session.ofSystem(out), out, args).number());
  }
}
