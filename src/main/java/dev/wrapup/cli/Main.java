package dev.wrapup.cli;

/// The program's entry.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("wrapup 0.1.0 " + args.length);
  }
}
