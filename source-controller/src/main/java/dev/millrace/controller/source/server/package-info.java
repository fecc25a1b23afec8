/** The artifact server. */
@NullMarked
package dev.millrace.controller.source.server;

import org.jspecify.annotations.NullMarked;
