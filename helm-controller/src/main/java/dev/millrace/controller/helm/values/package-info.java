/** The values of a HelmRelease: inline ones and those of ConfigMaps and Secrets. */
@NullMarked
package dev.millrace.controller.helm.values;

import org.jspecify.annotations.NullMarked;
