/// How a server is reached: proxies, certificates, names, the address as it may be shown. Never a
/// request.
@NullMarked
package dev.wrapup.http.connection;

import org.jspecify.annotations.NullMarked;
