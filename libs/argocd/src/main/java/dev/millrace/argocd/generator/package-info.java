/** ApplicationSets as the Applications that they stand for. */
@NullMarked
package dev.millrace.argocd.generator;

import org.jspecify.annotations.NullMarked;
