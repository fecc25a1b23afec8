/** The status page as a web site: its routes, who may use them, and what they answer. */
@NullMarked
package dev.millrace.controller.notification.statuspage.web;

import org.jspecify.annotations.NullMarked;
