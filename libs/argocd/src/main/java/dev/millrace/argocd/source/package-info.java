/** Where applications come from: repositories of Git, of charts and of artifacts. */
@NullMarked
package dev.millrace.argocd.source;

import org.jspecify.annotations.NullMarked;
