/// What is told of many organizations at once: those alike in one place, and each by its name.
@NullMarked
package dev.wrapup.report.fleet;

import org.jspecify.annotations.NullMarked;
