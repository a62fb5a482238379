/// What the policy of a file may set, and the patterns of codes. Never whether a plan keeps it.
@NullMarked
package dev.wrapup.model.policy;

import org.jspecify.annotations.NullMarked;
