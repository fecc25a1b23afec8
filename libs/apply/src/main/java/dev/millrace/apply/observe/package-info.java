/** What is known of managed objects without asking, because they are watched. */
@NullMarked
package dev.millrace.apply.observe;

import org.jspecify.annotations.NullMarked;
