/** What benchmarks leave behind, object by object: the same from every arm, and as it must be. */
@NullMarked
package dev.millrace.bench.state;

import org.jspecify.annotations.NullMarked;
