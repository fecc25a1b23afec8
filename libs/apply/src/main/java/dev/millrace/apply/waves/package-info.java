/**
 * Argo CD's waves and hooks: what its annotations ask for, in which order things happen, and doing
 * it with the apply engine.
 */
@NullMarked
package dev.millrace.apply.waves;

import org.jspecify.annotations.NullMarked;
