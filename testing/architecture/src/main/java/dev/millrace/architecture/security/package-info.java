/** Which test proves which security case, and what the last run of the tests said. */
@NullMarked
package dev.millrace.architecture.security;

import org.jspecify.annotations.NullMarked;
