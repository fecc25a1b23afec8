/** Hooks: objects that run around a release's actions. */
@NullMarked
package dev.millrace.helm.hook;

import org.jspecify.annotations.NullMarked;
