/** Events going out and webhooks coming in (FLUX.md 5). */
@NullMarked
package dev.millrace.api.notification;

import org.jspecify.annotations.NullMarked;
