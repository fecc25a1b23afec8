/** The two HTTP servers. */
@NullMarked
package dev.millrace.controller.notification.server;

import org.jspecify.annotations.NullMarked;
