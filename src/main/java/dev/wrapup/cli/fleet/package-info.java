/// The commands about many organizations at once.
@NullMarked
package dev.wrapup.cli.fleet;

import org.jspecify.annotations.NullMarked;
