/** The story that the demo plays and the acceptance test asserts, step by step. */
@NullMarked
package dev.millrace.e2e.story;

import org.jspecify.annotations.NullMarked;
