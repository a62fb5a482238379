/// The three-way diff of declared, live and base codes, and what each change breaks. Never whether
/// it may be made.
@NullMarked
package dev.wrapup.plan.diff;

import org.jspecify.annotations.NullMarked;
