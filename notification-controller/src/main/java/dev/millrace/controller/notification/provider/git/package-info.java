/**
 * Notifiers that write to the service that hosts a repository: commit statuses, comments,
 * dispatches (FLUX.md 5.4).
 */
@NullMarked
package dev.millrace.controller.notification.provider.git;

import org.jspecify.annotations.NullMarked;
