/** Applications as Kustomizations and HelmReleases. */
@NullMarked
package dev.millrace.argocd.application;

import org.jspecify.annotations.NullMarked;
