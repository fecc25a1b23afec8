/** Variable substitution with the syntax of post-build variables. */
@NullMarked
package dev.millrace.envsubst;

import org.jspecify.annotations.NullMarked;
