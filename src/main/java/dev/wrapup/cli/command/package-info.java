/// What a command is: its options, what it is given, what came of it, and how the process ends.
@NullMarked
package dev.wrapup.cli.command;

import org.jspecify.annotations.NullMarked;
