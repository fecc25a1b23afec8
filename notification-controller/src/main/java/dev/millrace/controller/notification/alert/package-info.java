/** Which events an Alert selects, and what it adds to them (FLUX.md 5.2, 5.3). */
@NullMarked
package dev.millrace.controller.notification.alert;

import org.jspecify.annotations.NullMarked;
