/**
 * What Alerts may say about the wording of their messages (annotations of millrace.dev, opt-in).
 */
@NullMarked
package dev.millrace.controller.notification.template;

import org.jspecify.annotations.NullMarked;
