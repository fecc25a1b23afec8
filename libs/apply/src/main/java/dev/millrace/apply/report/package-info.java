/** How drift is told, and how what was told is read. */
@NullMarked
package dev.millrace.apply.report;

import org.jspecify.annotations.NullMarked;
