@NullMarked
package dev.millrace.chaos.end;

import org.jspecify.annotations.NullMarked;
