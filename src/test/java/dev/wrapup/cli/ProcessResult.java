package dev.wrapup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/// What came of a process that has ended.
///
/// @param err empty where it went the way of the output
record ProcessResult(int exit, String out, String err) {
  private static final int PATIENCE_SECONDS = 60;

  /// Of one that said all in one place.
  ProcessResult(int exit, String said) {
    this(exit, said, "");
  }

  /// Starts a process that has nothing to read, and waits for its end.
  static ProcessResult of(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    process.getOutputStream().close();
    return of(process);
  }

  /// The same where errors go the way of the output, and it has to succeed.
  ///
  /// @return what it said
  static String good(ProcessBuilder builder) throws IOException, InterruptedException {
    ProcessResult result = of(builder.redirectErrorStream(true));
    assertThat(result.exit).as("%s\n%s", builder.command(), result.out).isZero();
    return result.out;
  }

  static ProcessResult of(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new ProcessResult(process.exitValue(), out, err);
  }

  /// All that it said.
  String said() {
    return out + err;
  }
}
