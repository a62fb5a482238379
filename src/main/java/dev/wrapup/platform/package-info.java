/// Reading and writing a live catalog, one package a dialect. Never a decision about what should
/// change.
@NullMarked
package dev.wrapup.platform;

import org.jspecify.annotations.NullMarked;
