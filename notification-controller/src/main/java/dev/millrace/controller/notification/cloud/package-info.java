/** Identities of workloads in clouds: tokens without secrets. */
@NullMarked
package dev.millrace.controller.notification.cloud;

import org.jspecify.annotations.NullMarked;
