/// Scripts that teach a shell the program's commands, and the command that prints them.
@NullMarked
package dev.wrapup.cli.completion;

import org.jspecify.annotations.NullMarked;
