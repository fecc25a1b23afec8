@NullMarked
package dev.millrace.chaos.play;

import org.jspecify.annotations.NullMarked;
