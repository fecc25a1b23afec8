/** Which notifier serves which type of Provider (FLUX.md 5.4). */
@NullMarked
package dev.millrace.controller.notification.provider.catalog;

import org.jspecify.annotations.NullMarked;
