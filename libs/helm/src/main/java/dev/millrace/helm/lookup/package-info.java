/** What templates may ask of the cluster. */
@NullMarked
package dev.millrace.helm.lookup;

import org.jspecify.annotations.NullMarked;
