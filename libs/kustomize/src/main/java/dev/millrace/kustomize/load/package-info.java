/** Finding and reading what a build needs: files, bases, components, and adding it all up. */
@NullMarked
package dev.millrace.kustomize.load;

import org.jspecify.annotations.NullMarked;
