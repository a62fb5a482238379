package dev.wrapup.cli;

/// Where the process begins. Knows nothing of commands and options, so that nothing of them is
/// loaded to tell the version.
public final class Main {
  /// Of the build; a test holds it to the project's own file.
  static final String VERSION = "0.1.0";

  private Main() {}

  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("wrapup " + VERSION);
      return;
    }
    Session session = Session.ofSystem();
    ExitCode exit = LastWord.run(session, args);
    session.out().flush();
    System.exit(exit.number());
  }
}
