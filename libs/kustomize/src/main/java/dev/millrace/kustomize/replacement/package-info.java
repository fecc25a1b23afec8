/** Copying values between fields: the {@code replacements} field. */
@NullMarked
package dev.millrace.kustomize.replacement;

import org.jspecify.annotations.NullMarked;
