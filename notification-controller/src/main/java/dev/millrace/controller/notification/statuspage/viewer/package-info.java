/**
 * Who looks at the status page and what they may see: every request to the API server bears the
 * viewer's own token. Nothing here knows the identity of the controller.
 */
@NullMarked
package dev.millrace.controller.notification.statuspage.viewer;

import org.jspecify.annotations.NullMarked;
