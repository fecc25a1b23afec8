/** Stops the controller before the kernel does (FLUX.md 4.4, OOMWatch). */
@NullMarked
package dev.millrace.controller.helm.memory;

import org.jspecify.annotations.NullMarked;
