package dev.wrapup.cli;

import java.util.List;

/// Stands in for the program when the launcher is tested: tells what it was given.
final class Probe {
  private Probe() {}

  public static void main(String[] args) {
    System.out.println("args " + List.of(args));
    System.out.println("pid " + ProcessHandle.current().pid());
    System.out.println("java " + Runtime.version().feature());
    if (args.length > 0 && args[0].equals("fail")) System.exit(42);
  }
}
