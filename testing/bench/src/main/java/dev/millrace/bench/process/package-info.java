/** Controllers as processes whose time, memory and requests are measured. */
@NullMarked
package dev.millrace.bench.process;

import org.jspecify.annotations.NullMarked;
