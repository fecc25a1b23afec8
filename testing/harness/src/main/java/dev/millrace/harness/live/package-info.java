/** Tests of whole controllers on a real API server, inside the test's own process. */
@NullMarked
package dev.millrace.harness.live;

import org.jspecify.annotations.NullMarked;
