/** What becomes of rendered objects before they are applied (FLUX.md 4.4). */
@NullMarked
package dev.millrace.controller.helm.postrender;

import org.jspecify.annotations.NullMarked;
