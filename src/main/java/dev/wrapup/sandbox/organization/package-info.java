/// The state of an organization, and organizations to begin with.
@NullMarked
package dev.wrapup.sandbox.organization;

import org.jspecify.annotations.NullMarked;
