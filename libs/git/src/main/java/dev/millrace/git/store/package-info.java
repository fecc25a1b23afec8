/** A repository without work tree in files that vanish with it. */
@NullMarked
package dev.millrace.git.store;

import org.jspecify.annotations.NullMarked;
