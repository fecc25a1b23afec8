/** Whether what {@code manifests/monitoring} asks for is there to be seen. */
@NullMarked
package dev.millrace.e2e.monitoring;

import org.jspecify.annotations.NullMarked;
