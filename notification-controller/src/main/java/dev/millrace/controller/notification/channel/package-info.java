/**
 * The channels that events take inside: received → matched → the outbox. They are in memory unless
 * the configuration connects them to a message broker.
 */
@NullMarked
package dev.millrace.controller.notification.channel;

import org.jspecify.annotations.NullMarked;
