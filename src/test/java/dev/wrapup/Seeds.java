package dev.wrapup;

/// How many seeds a random test tries: a few in each run, all of them at night, by `mvn -B verify
/// -Dnightly`.
public final class Seeds {
  private static final boolean IS_NIGHT = Boolean.getBoolean("nightly");

  private Seeds() {}

  public static int count(int few, int all) {
    return IS_NIGHT ? all : few;
  }
}
