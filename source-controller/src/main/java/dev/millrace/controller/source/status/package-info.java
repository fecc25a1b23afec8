/** Conditions and reasons that the kinds of sources share (FLUX.md 2). */
@NullMarked
package dev.millrace.controller.source.status;

import org.jspecify.annotations.NullMarked;
