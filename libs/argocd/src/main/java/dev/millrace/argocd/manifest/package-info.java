/** Reading manifests so that nothing is overlooked, and making new ones. */
@NullMarked
package dev.millrace.argocd.manifest;

import org.jspecify.annotations.NullMarked;
