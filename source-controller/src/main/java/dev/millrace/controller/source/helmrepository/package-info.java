/** HelmRepository: the index of a chart repository becomes an artifact (FLUX.md 2.3). */
@NullMarked
package dev.millrace.controller.source.helmrepository;

import org.jspecify.annotations.NullMarked;
