/** The demo story and the acceptance test: five real controllers on a real API server. */
@NullMarked
package dev.millrace.e2e;

import org.jspecify.annotations.NullMarked;
