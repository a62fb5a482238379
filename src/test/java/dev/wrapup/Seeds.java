package dev.wrapup;

/// How many seeds a random test tries: a few in each run, all of them at night, by `mvn -B verify
/// -Dnightly`.
public final class Seeds {
  public static final boolean ARE_ALL = Boolean.getBoolean("nightly");

  private Seeds() {}

  public static int count(int few, int all) {
    return ARE_ALL ? all : few;
  }
}
