/** Flags and wiring of source-controller. */
@NullMarked
package dev.millrace.controller.source.config;

import org.jspecify.annotations.NullMarked;
