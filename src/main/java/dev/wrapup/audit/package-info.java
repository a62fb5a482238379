/// What an apply did, so that it can be proved and completed: the journal and its chain. Never a
/// decision about what should change.
@NullMarked
package dev.wrapup.audit;

import org.jspecify.annotations.NullMarked;
