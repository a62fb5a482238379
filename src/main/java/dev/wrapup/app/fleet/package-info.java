/// Several organizations in one run: each with the variables that are its own, side by side, and
/// wave by wave.
@NullMarked
package dev.wrapup.app.fleet;

import org.jspecify.annotations.NullMarked;
