/**
 * The channels that events take inside: received → matched → rendered → the outbox. They are in
 * memory unless the configuration connects them to a message broker.
 */
@NullMarked
package dev.millrace.controller.notification.channel;

import org.jspecify.annotations.NullMarked;
