/// What is specific to GitHub: the variables of a job, its API, and the issue of a drift.
@NullMarked
package dev.wrapup.github;

import org.jspecify.annotations.NullMarked;
