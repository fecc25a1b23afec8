package dev.millrace.helm.action;

import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.render.RenderedChart;
import java.util.List;

/** A rendered chart after post rendering. */
record RenderedRelease(RenderedChart source, String manifest, List<Hook> hooks) {}
