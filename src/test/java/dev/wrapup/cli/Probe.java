package dev.wrapup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Stands in for the program when the launcher is tested: tells what it was given.
final class Probe {
  private Probe() {}

  public static void main(String[] args) throws IOException {
    if (args.length > 1 && args[0].equals("descriptors")) {
      Path into = Path.of(args[1]);
      for (int i = 0; i <= 2; i++) {
        String line = Files.readSymbolicLink(Path.of("/proc/self/fd/" + i)) + "\n";
        Files.writeString(into, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    }
    System.out.println("args " + List.of(args));
    System.out.println("pid " + ProcessHandle.current().pid());
    System.out.println("locale " + System.getenv("LC_ALL"));
    System.out.println("property " + System.getProperty("probe.told"));
    System.out.println("java " + Runtime.version().feature());
    if (args.length > 0 && args[0].equals("fail")) System.exit(42);
  }
}
