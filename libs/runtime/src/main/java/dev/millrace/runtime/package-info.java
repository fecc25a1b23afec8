/** What every controller does the same way. */
@NullMarked
package dev.millrace.runtime;

import org.jspecify.annotations.NullMarked;
