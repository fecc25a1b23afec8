/** The file formats of SOPS. */
@NullMarked
package dev.millrace.sops.format;

import org.jspecify.annotations.NullMarked;
