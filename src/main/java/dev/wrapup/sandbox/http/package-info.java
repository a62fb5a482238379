/// What the routes of every dialect are made of: route table, tokens, rate limit, faults, JSON.
@NullMarked
package dev.wrapup.sandbox.http;

import org.jspecify.annotations.NullMarked;
