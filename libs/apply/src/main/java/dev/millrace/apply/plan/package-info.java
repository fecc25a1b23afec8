/**
 * What applying would do to each object, and why: pure, so that it can be shown before it is done.
 */
@NullMarked
package dev.millrace.apply.plan;

import org.jspecify.annotations.NullMarked;
