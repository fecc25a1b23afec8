/** The content of a SOPS file, independent of its format. */
@NullMarked
package dev.millrace.sops.tree;

import org.jspecify.annotations.NullMarked;
