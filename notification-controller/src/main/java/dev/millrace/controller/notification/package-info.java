/** Events go out to people and systems, webhooks come in. */
@NullMarked
package dev.millrace.controller.notification;

import org.jspecify.annotations.NullMarked;
