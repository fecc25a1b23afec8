/** Bounded downloads over HTTP. */
@NullMarked
package dev.millrace.safety.http;

import org.jspecify.annotations.NullMarked;
