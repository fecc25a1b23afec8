/** Signs as notation does, rightly or not. */
@NullMarked
package dev.millrace.servers.notation;

import org.jspecify.annotations.NullMarked;
