package dev.millrace.helm.cli;

import dev.millrace.helm.chart.Chart.CrdFile;
import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.order.Manifest;
import dev.millrace.helm.render.ManifestText;
import dev.millrace.helm.render.RenderedChart;

/** The text that {@code helm template} prints. */
public final class TemplateOutput {
  private TemplateOutput() {}

  /** The objects of a rendered chart, definitions first if they are wanted, hooks last. */
  public static String of(RenderedChart rendered, boolean includeCrds) {
    return of(rendered, includeCrds, true, true);
  }

  /** The same, without hooks, or without those that are tests. */
  static String of(
      RenderedChart rendered, boolean includeCrds, boolean includeHooks, boolean includeTests) {
    var objects = new StringBuilder();
    if (includeCrds) {
      for (CrdFile crd : rendered.crds()) {
        ManifestText.append(objects, crd.path(), crd.file().text());
      }
    }
    for (Manifest manifest : rendered.manifests()) {
      ManifestText.append(objects, manifest.path(), manifest.content());
    }
    var text = new StringBuilder(objects.toString().strip()).append('\n');
    for (Hook hook : rendered.hooks()) {
      if (includeHooks && (includeTests || !hook.runsAt(HookEvent.TEST))) {
        ManifestText.append(text, hook.path(), hook.manifest());
      }
    }
    return text.toString();
  }
}
