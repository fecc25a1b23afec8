/** Trees read as Go programs read them into structures. */
@NullMarked
package dev.millrace.helm.decode;

import org.jspecify.annotations.NullMarked;
