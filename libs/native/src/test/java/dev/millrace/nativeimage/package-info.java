/** Compares what native-image is told with what the libraries hold. */
@NullMarked
package dev.millrace.nativeimage;

import org.jspecify.annotations.NullMarked;
