/** Events as controllers post them (FLUX.md 1.7). */
@NullMarked
package dev.millrace.controller.notification.event;

import org.jspecify.annotations.NullMarked;
