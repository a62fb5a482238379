/// The journal of an apply: written ahead, hash-chained, recoverable. Never a decision about what
/// should change.
@NullMarked
package dev.wrapup.journal;

import org.jspecify.annotations.NullMarked;
