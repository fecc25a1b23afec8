/** From an accepted event to told services (FLUX.md 5.3). */
@NullMarked
package dev.millrace.controller.notification.dispatch;

import org.jspecify.annotations.NullMarked;
