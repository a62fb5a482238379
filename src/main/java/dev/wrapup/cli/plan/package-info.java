/// The commands that compare the files with what is live: `plan`, `apply` and `drift`.
@NullMarked
package dev.wrapup.cli.plan;

import org.jspecify.annotations.NullMarked;
