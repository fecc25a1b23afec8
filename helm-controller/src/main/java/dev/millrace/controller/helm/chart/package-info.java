/** From the chart that a spec names to the chart in memory (FLUX.md 4.1, 4.4). */
@NullMarked
package dev.millrace.controller.helm.chart;

import org.jspecify.annotations.NullMarked;
