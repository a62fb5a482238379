package dev.wrapup.plan.diff;

import dev.wrapup.model.text.Word;

/// How closely a reviewer should look; the highest first.
public enum Risk implements Word {
  HIGH,
  MEDIUM,
  LOW;
}
