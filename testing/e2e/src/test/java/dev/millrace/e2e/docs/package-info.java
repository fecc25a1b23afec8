/** The pages of the documentation: their commands run, their manifests are accepted. */
@NullMarked
package dev.millrace.e2e.docs;

import org.jspecify.annotations.NullMarked;
