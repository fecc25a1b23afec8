/** References between objects, and who may follow them (FLUX.md 1.8). */
@NullMarked
package dev.millrace.runtime.reference;

import org.jspecify.annotations.NullMarked;
