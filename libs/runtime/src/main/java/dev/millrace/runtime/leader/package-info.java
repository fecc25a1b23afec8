/** Leader election settings. */
@NullMarked
package dev.millrace.runtime.leader;

import org.jspecify.annotations.NullMarked;
