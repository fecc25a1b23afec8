/** Secrets that sources refer to. */
@NullMarked
package dev.millrace.controller.source.secret;

import org.jspecify.annotations.NullMarked;
