/// One HTTP client: tokens, retries, the rate budget, redaction. Never a word about wrap-up codes.
@NullMarked
package dev.wrapup.http;

import org.jspecify.annotations.NullMarked;
