/** The way of an event from its arrival into the outbox, and from there to the services. */
@NullMarked
package dev.millrace.controller.notification.dispatch;

import org.jspecify.annotations.NullMarked;
