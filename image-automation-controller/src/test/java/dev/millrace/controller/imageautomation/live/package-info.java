/** The whole controller on a real API server, with real Git and registry servers around it. */
@NullMarked
package dev.millrace.controller.imageautomation.live;

import org.jspecify.annotations.NullMarked;
