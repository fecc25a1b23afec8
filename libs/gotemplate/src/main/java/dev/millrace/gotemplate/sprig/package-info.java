/** The functions of Sprig v3.3, one class per family. */
@NullMarked
package dev.millrace.gotemplate.sprig;

import org.jspecify.annotations.NullMarked;
