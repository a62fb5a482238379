/// Queues, and how files name them. Never which codes a plan gives to one.
@NullMarked
package dev.wrapup.model.queue;

import org.jspecify.annotations.NullMarked;
