/**
 * Notifiers that open, resolve and annotate what on-call and monitoring services show (FLUX.md
 * 5.4).
 */
@NullMarked
package dev.millrace.controller.notification.provider.alerting;

import org.jspecify.annotations.NullMarked;
