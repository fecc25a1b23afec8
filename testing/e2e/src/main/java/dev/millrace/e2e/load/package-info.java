/** Programs that put load on a controller and count what comes of it; never part of the tests. */
@NullMarked
package dev.millrace.e2e.load;

import org.jspecify.annotations.NullMarked;
