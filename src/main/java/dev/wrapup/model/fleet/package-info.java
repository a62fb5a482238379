/// Several organizations as one repository knows them: their names, files, guards and order.
@NullMarked
package dev.wrapup.model.fleet;

import org.jspecify.annotations.NullMarked;
