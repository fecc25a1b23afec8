/** Notifiers that hand the event itself to programs: webhooks, queues and traces (FLUX.md 5.4). */
@NullMarked
package dev.millrace.controller.notification.provider.stream;

import org.jspecify.annotations.NullMarked;
