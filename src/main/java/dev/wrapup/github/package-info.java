/// What is told on GitHub: a plan's comment and the issue of a drift, each found again by its
/// marker and its author. Never a word of its own about codes: the Markdown is given.
@NullMarked
package dev.wrapup.github;

import org.jspecify.annotations.NullMarked;
