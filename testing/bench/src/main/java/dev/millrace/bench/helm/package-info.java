/** How long charts take to render, and what Helm's command takes for the same. */
@NullMarked
package dev.millrace.bench.helm;

import org.jspecify.annotations.NullMarked;
