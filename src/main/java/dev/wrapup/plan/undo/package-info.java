/// What would undo a run: its inverse, compared with what is live now. Never a journal.
@NullMarked
package dev.wrapup.plan.undo;

import org.jspecify.annotations.NullMarked;
