/** Tests of the whole controller on a real API server. */
@NullMarked
package dev.millrace.controller.helm.live;

import org.jspecify.annotations.NullMarked;
