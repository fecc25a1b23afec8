/** TOML as Helm's template functions write and read it. */
@NullMarked
package dev.millrace.helm.toml;

import org.jspecify.annotations.NullMarked;
