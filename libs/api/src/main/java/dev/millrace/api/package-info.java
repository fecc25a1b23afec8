/** The Flux kinds as Java types. */
@NullMarked
package dev.millrace.api;

import org.jspecify.annotations.NullMarked;
