package dev.millrace.controller.notification.statuspage.web;

import dev.millrace.controller.notification.statuspage.viewer.Viewer;
import java.util.Optional;

/**
 * A viewer and how they showed who they are.
 *
 * @param session the id of their session; empty when each request bears the token
 */
record Caller(Viewer viewer, Optional<String> session) {}
