/** Validation of values against a chart's JSON schema, with Helm's wording. */
@NullMarked
package dev.millrace.helm.schema;

import org.jspecify.annotations.NullMarked;
