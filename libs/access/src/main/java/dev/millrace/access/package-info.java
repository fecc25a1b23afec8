/** How the servers that objects name are reached. */
@NullMarked
package dev.millrace.access;

import org.jspecify.annotations.NullMarked;
