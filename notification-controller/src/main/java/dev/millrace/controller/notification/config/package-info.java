/** Flags and wiring. */
@NullMarked
package dev.millrace.controller.notification.config;

import org.jspecify.annotations.NullMarked;
