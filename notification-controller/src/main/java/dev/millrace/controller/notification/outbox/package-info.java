/**
 * Notifications between their acceptance and their delivery. What was accepted is written to a log
 * first, so it is delivered at least once, whatever happens to the service or to this process.
 */
@NullMarked
package dev.millrace.controller.notification.outbox;

import org.jspecify.annotations.NullMarked;
