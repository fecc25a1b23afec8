/** Bounded downloads over HTTP. */
@NullMarked
package dev.millrace.controller.source.http;

import org.jspecify.annotations.NullMarked;
