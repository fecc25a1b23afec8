/** References between objects: names that follow renamed objects, and variables. */
@NullMarked
package dev.millrace.kustomize.reference;

import org.jspecify.annotations.NullMarked;
