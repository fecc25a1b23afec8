/** Selects the latest of many image tags. */
@NullMarked
package dev.millrace.controller.imageautomation.policy;

import org.jspecify.annotations.NullMarked;
