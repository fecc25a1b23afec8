/** Flags and wiring. */
@NullMarked
package dev.millrace.controller.imageautomation.config;

import org.jspecify.annotations.NullMarked;
