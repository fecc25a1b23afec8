/** AOT caches of the controllers, trained by the story. */
@NullMarked
package dev.millrace.e2e.training;

import org.jspecify.annotations.NullMarked;
