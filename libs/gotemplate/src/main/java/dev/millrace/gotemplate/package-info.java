/** Go's text/template with Sprig. */
@NullMarked
package dev.millrace.gotemplate;

import org.jspecify.annotations.NullMarked;
