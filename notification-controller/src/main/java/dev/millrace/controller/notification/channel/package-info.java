/**
 * The channels that events take inside: accepted → received → matched → rendered → the outbox. What
 * goes from the first to the second are CloudEvents, in memory or through a broker.
 */
@NullMarked
package dev.millrace.controller.notification.channel;

import org.jspecify.annotations.NullMarked;
