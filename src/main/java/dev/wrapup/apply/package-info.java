/// Executes an approved plan: optimistic locks, retries, three-way merges, recovery after lost
/// responses. Never plans.
@NullMarked
package dev.wrapup.apply;

import org.jspecify.annotations.NullMarked;
