/** References of kustomizations to files and repositories of other hosts. */
@NullMarked
package dev.millrace.kustomize.remote;

import org.jspecify.annotations.NullMarked;
