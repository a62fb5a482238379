/// Commands, options and exit codes: reads what was asked, wires the rooms by constructor, prints
/// the result.
@NullMarked
package dev.wrapup.cli;

import org.jspecify.annotations.NullMarked;
