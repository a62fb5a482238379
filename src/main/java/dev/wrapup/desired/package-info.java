/// Desired-state files, in and out. Never anything about what is live.
@NullMarked
package dev.wrapup.desired;

import org.jspecify.annotations.NullMarked;
