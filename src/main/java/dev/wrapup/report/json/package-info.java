/// JSON documents out and in, each sort of fact in one way, and their schemas. Never which command
/// it is for.
@NullMarked
package dev.wrapup.report.json;

import org.jspecify.annotations.NullMarked;
