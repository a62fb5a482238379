/// An answer as a whole, and the failure that it is told as. Never how it was asked for.
@NullMarked
package dev.wrapup.http.response;

import org.jspecify.annotations.NullMarked;
