/** The cluster that charts are released to, as the identity that releases (FLUX.md 1.8, 4.4). */
@NullMarked
package dev.millrace.controller.helm.cluster;

import org.jspecify.annotations.NullMarked;
