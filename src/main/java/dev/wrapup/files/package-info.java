/// Desired-state files, in and out. Never anything about what is live.
@NullMarked
package dev.wrapup.files;

import org.jspecify.annotations.NullMarked;
