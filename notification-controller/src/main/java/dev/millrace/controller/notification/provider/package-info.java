/** How each service wants to be told (FLUX.md 5.4). */
@NullMarked
package dev.millrace.controller.notification.provider;

import org.jspecify.annotations.NullMarked;
