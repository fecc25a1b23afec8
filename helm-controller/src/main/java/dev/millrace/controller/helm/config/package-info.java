/** Flags and wiring. */
@NullMarked
package dev.millrace.controller.helm.config;

import org.jspecify.annotations.NullMarked;
