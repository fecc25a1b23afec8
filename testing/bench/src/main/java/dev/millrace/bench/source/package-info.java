/** What source-controller costs. */
@NullMarked
package dev.millrace.bench.source;

import org.jspecify.annotations.NullMarked;
