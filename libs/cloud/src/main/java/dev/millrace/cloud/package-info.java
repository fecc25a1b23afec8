/** Calls to the APIs of clouds and what all of them have in common; see the packages below. */
@NullMarked
package dev.millrace.cloud;

import org.jspecify.annotations.NullMarked;
