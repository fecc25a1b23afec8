/** How requests leave the controller: where they may go, over which proxy, with which TLS. */
@NullMarked
package dev.millrace.controller.notification.transport;

import org.jspecify.annotations.NullMarked;
