/// The routes of the versioned API.
@NullMarked
package dev.wrapup.sandbox.versioned;

import org.jspecify.annotations.NullMarked;
