/** Notifiers that write messages for people into chat rooms (FLUX.md 5.4). */
@NullMarked
package dev.millrace.controller.notification.provider.chat;

import org.jspecify.annotations.NullMarked;
