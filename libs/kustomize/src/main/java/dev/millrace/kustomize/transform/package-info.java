/** The builtin transformers, one class each. */
@NullMarked
package dev.millrace.kustomize.transform;

import org.jspecify.annotations.NullMarked;
