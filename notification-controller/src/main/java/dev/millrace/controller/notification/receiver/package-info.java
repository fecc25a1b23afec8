/** Webhooks that make objects reconcile (FLUX.md 5.5). */
@NullMarked
package dev.millrace.controller.notification.receiver;

import org.jspecify.annotations.NullMarked;
