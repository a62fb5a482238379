package dev.wrapup.plan;

import java.util.Locale;

/// How closely a reviewer should look; the highest first.
public enum Risk {
  HIGH,
  MEDIUM,
  LOW;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
