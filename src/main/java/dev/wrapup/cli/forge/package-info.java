/// Commands that tell plans and drift on a code host, and what they have in common.
@NullMarked
package dev.wrapup.cli.forge;

import org.jspecify.annotations.NullMarked;
