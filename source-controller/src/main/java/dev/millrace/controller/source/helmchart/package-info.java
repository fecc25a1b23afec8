/** HelmChart: a chart of a repository or source becomes an artifact (FLUX.md 2.4). */
@NullMarked
package dev.millrace.controller.source.helmchart;

import org.jspecify.annotations.NullMarked;
