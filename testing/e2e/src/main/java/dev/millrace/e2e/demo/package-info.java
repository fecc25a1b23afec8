/** The demo: starts everything, plays the story, and shows what happened. */
@NullMarked
package dev.millrace.e2e.demo;

import org.jspecify.annotations.NullMarked;
