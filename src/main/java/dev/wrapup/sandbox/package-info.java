/// An organization with state that speaks the dialects over real HTTP, for trying, testing and
/// teaching.
@NullMarked
package dev.wrapup.sandbox;

import org.jspecify.annotations.NullMarked;
