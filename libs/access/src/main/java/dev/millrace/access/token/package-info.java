/** Short-lived tokens: how they are asked for and kept. */
@NullMarked
package dev.millrace.access.token;

import org.jspecify.annotations.NullMarked;
