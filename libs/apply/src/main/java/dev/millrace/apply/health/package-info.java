/** Whether objects have reached the state that was asked for, and waiting until they have. */
@NullMarked
package dev.millrace.apply.health;

import org.jspecify.annotations.NullMarked;
