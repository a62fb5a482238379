/// The process and what it stands in: its folder, variables, clock, streams and signals, the files
/// that it writes, and Git. Knows no command and no option's value.
@NullMarked
package dev.wrapup.process;

import org.jspecify.annotations.NullMarked;
