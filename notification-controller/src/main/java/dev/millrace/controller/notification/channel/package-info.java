/**
 * The channels that events take inside, in memory: received → matched → rendered → the outbox. What
 * goes through the first of them are CloudEvents.
 */
@NullMarked
package dev.millrace.controller.notification.channel;

import org.jspecify.annotations.NullMarked;
