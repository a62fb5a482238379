/// The files that are read: their bytes within bounds, their places, and what is found at them.
/// Never what they declare.
@NullMarked
package dev.wrapup.model.source;

import org.jspecify.annotations.NullMarked;
