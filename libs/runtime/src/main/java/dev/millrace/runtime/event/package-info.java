/** Events: as Kubernetes objects and as messages to the notification service (FLUX.md 1.7). */
@NullMarked
package dev.millrace.runtime.event;

import org.jspecify.annotations.NullMarked;
