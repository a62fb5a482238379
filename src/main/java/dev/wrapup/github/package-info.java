/// What GitHub has in its own way: a job's variables, its API's words, and the issue of a drift.
@NullMarked
package dev.wrapup.github;

import org.jspecify.annotations.NullMarked;
