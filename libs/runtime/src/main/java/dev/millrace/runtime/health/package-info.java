/** Liveness and readiness over HTTP. */
@NullMarked
package dev.millrace.runtime.health;

import org.jspecify.annotations.NullMarked;
