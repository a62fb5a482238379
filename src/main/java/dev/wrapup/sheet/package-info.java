/// Codes as a spreadsheet, CSV or XLSX, and what a changed spreadsheet says the files should. Holds
/// nothing that reads an API or writes a desired-state file.
@NullMarked
package dev.wrapup.sheet;

import org.jspecify.annotations.NullMarked;
