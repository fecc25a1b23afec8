/** Text for values exactly as Go's {@code fmt} and {@code strconv} packages write it. */
@NullMarked
package dev.millrace.gotemplate.format;

import org.jspecify.annotations.NullMarked;
