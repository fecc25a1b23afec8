/** How a release stands, what follows from it, and what is remembered of it (FLUX.md 4.2, 4.3). */
@NullMarked
package dev.millrace.controller.helm.release;

import org.jspecify.annotations.NullMarked;
