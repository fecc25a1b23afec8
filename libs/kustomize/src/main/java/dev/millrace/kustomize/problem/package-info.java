/** What can go wrong in a build, in words for the person who wrote the files. */
@NullMarked
package dev.millrace.kustomize.problem;

import org.jspecify.annotations.NullMarked;
