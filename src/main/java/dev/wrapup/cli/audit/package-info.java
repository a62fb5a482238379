/// Commands that work on the journals of earlier applies, and tell what receivers are owed.
@NullMarked
package dev.wrapup.cli.audit;

import org.jspecify.annotations.NullMarked;
