package dev.millrace.helm.render;

import dev.millrace.gotemplate.Limits;
import dev.millrace.helm.lookup.Lookup;

/**
 * How to render.
 *
 * @param lookup what templates may read of a cluster
 * @param limits the bounds of one rendering, all templates together; the text length counts for
 *     each template
 * @param schemaValidation whether values must fit the charts' schemas
 * @param subchartNotes whether the notes of subcharts are joined to the chart's
 */
public record RenderOptions(
    Capabilities capabilities,
    Lookup lookup,
    Limits limits,
    boolean schemaValidation,
    boolean subchartNotes) {

  /** Without a cluster, with default limits and schema validation. */
  public static RenderOptions offline(KubeVersion kubeVersion) {
    return of(Capabilities.offline(kubeVersion), Lookup.NOTHING);
  }

  /** On a cluster, with default limits and schema validation. */
  public static RenderOptions of(Capabilities capabilities, Lookup lookup) {
    return new RenderOptions(capabilities, lookup, Limits.DEFAULT, true, false);
  }

  /** The same options with or without schema validation. */
  public RenderOptions withSchemaValidation(boolean wanted) {
    return new RenderOptions(capabilities, lookup, limits, wanted, subchartNotes);
  }

  /** The same options with other bounds. */
  public RenderOptions withLimits(Limits newLimits) {
    return new RenderOptions(capabilities, lookup, newLimits, schemaValidation, subchartNotes);
  }
}
