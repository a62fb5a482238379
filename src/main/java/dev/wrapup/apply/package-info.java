/// Carries out an approved plan: locks, merges, decides what an unanswered write became. Never
/// plans.
@NullMarked
package dev.wrapup.apply;

import org.jspecify.annotations.NullMarked;
