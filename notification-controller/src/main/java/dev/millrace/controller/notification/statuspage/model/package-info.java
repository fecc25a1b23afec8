/**
 * What the status page says, made from objects as they were read; without I/O. Whatever is not a
 * field of these records can't get into a page.
 */
@NullMarked
package dev.millrace.controller.notification.statuspage.model;

import org.jspecify.annotations.NullMarked;
