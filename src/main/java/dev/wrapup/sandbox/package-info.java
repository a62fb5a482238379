/// A stateful organization that serves the dialects over real HTTP, for trials, tests and teaching.
@NullMarked
package dev.wrapup.sandbox;

import org.jspecify.annotations.NullMarked;
