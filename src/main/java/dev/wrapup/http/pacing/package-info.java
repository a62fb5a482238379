/// When a request may leave: deadline, rate limit, back-off, outage. Never the request itself.
@NullMarked
package dev.wrapup.http.pacing;

import org.jspecify.annotations.NullMarked;
