/// What a desired-state file may hold, told once, and its JSON Schema.
@NullMarked
package dev.wrapup.files.spec;

import org.jspecify.annotations.NullMarked;
