package dev.millrace.helm.render;

import dev.millrace.gotemplate.ExecutionOptions;
import dev.millrace.gotemplate.Limits;
import dev.millrace.gotemplate.MissingKey;
import dev.millrace.gotemplate.TemplateException;
import dev.millrace.gotemplate.TemplateSet;
import dev.millrace.gotemplate.sprig.SprigEnvironment;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.VersionRange;
import dev.millrace.helm.dependency.DependencyProcessing;
import dev.millrace.helm.dependency.ValuesCoalescer;
import dev.millrace.helm.order.KindOrder;
import dev.millrace.helm.order.ManifestException;
import dev.millrace.helm.order.ManifestSorter;
import dev.millrace.helm.schema.SchemaValidation;
import dev.millrace.helm.schema.SchemaViolation;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.helm.values.ValuesException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renders charts as Helm 4 does (HELM.md "Rendering"). Keeps the parsed templates of charts
 * rendered lately; may be used by many threads.
 */
public final class ChartRenderer {
  private static final int REMEMBERED_CHARTS = 32;

  private final CompiledTemplates compiled;

  /**
   * Creates a renderer.
   *
   * @param environment the clock, the randomness and, where it is wanted, the name resolution that
   *     template functions use
   */
  public ChartRenderer(SprigEnvironment environment) {
    this(new CompiledTemplates(TemplateFunctions.all(environment), REMEMBERED_CHARTS));
  }

  ChartRenderer(CompiledTemplates compiled) {
    this.compiled = compiled;
  }

  /**
   * Renders a chart.
   *
   * @param userValues what the user wants different from the defaults; not changed
   * @throws RenderException if the chart, the values or the templates don't allow a result
   */
  public RenderedChart render(
      Chart chart, Map<String, Object> userValues, ReleaseIdentity release, RenderOptions options)
      throws RenderException {
    Prepared prepared = prepare(chart, userValues, options);
    Map<String, String> rendered =
        renderTemplates(prepared.chart(), prepared.copyOfValues(), release, options);
    try {
      return assemble(prepared, rendered, options);
    } catch (ManifestException e) {
      throw new RenderException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Renders the templates of a chart alone: the text of each by its path, notes among them, neither
   * split nor sorted nor checked to be YAML.
   *
   * @throws RenderException if the chart, the values or the templates don't allow a result
   */
  public Map<String, String> renderTexts(
      Chart chart, Map<String, Object> userValues, ReleaseIdentity release, RenderOptions options)
      throws RenderException {
    Prepared prepared = prepare(chart, userValues, options);
    return renderTemplates(prepared.chart(), prepared.copyOfValues(), release, options);
  }

  /** A chart with its enabled subcharts, and the values of all of them. */
  private record Prepared(Chart chart, Map<String, Object> values) {
    /** Templates may change what they see. */
    Map<String, Object> copyOfValues() {
      return ValueTrees.copy(values);
    }
  }

  private static Prepared prepare(
      Chart chart, Map<String, Object> userValues, RenderOptions options) throws RenderException {
    requireKubeVersion(chart, options.capabilities());
    try {
      Chart enabled = DependencyProcessing.process(chart, userValues);
      Map<String, Object> values = ValuesCoalescer.coalesce(enabled, userValues);
      if (options.schemaValidation()) {
        SchemaValidation.check(enabled, values);
      }
      return new Prepared(enabled, values);
    } catch (ValuesException | SchemaViolation e) {
      throw new RenderException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireKubeVersion(Chart chart, Capabilities capabilities)
      throws RenderException {
    String range = chart.metadata().kubeVersion();
    String version = capabilities.kubeVersion().normalized();
    if (!range.isEmpty() && !VersionRange.contains(range, version)) {
      throw new RenderException(
          "chart requires kubeVersion: "
              + range
              + " which is incompatible with Kubernetes "
              + version);
    }
  }

  private Map<String, String> renderTemplates(
      Chart chart, Map<String, Object> values, ReleaseIdentity release, RenderOptions options)
      throws RenderException {
    List<TemplateScope> scopes =
        CompiledTemplates.inOrder(TemplateScope.of(chart, values, release, options.capabilities()));
    TemplateSet templates = compiled.of(scopes);
    var context = new RenderContext(options.lookup());
    var budget = new TimeBudget(options.limits());
    Map<String, String> rendered = new LinkedHashMap<>();
    for (TemplateScope scope : scopes) {
      if (!scope.isPartial()) {
        rendered.put(scope.path(), execute(templates, scope, context, budget));
      }
    }
    return rendered;
  }

  private static String execute(
      TemplateSet templates, TemplateScope scope, RenderContext context, TimeBudget budget)
      throws RenderException {
    try {
      var options = new ExecutionOptions(MissingKey.ZERO, budget.left(), context, System::nanoTime);
      String text = templates.execute(scope.path(), scope.dot(), options);
      return TemplateFunctions.withoutNoValue(text);
    } catch (TemplateException e) {
      throw TemplateErrors.executing(e);
    }
  }

  private static RenderedChart assemble(
      Prepared prepared, Map<String, String> rendered, RenderOptions options)
      throws ManifestException {
    Chart chart = prepared.chart();
    String notes = Notes.takeFrom(rendered, chart, options.subchartNotes());
    var sorted = ManifestSorter.sort(rendered, KindOrder.INSTALL);
    return new RenderedChart(
        chart,
        prepared.values(),
        sorted.manifests(),
        sorted.hooks(),
        notes,
        chart.crds(),
        ChartInputs.of(chart));
  }

  /** The time that the templates of one rendering may take together. */
  private static final class TimeBudget {
    private final Limits limits;
    private final long start = System.nanoTime();

    TimeBudget(Limits limits) {
      this.limits = limits;
    }

    Limits left() {
      Duration used = Duration.ofNanos(System.nanoTime() - start);
      Duration left = limits.timeout().minus(used);
      return new Limits(
          limits.maxOutput(),
          limits.maxElements(),
          limits.maxSteps(),
          limits.maxDepth(),
          left.isPositive() ? left : Duration.ofNanos(1));
    }
  }
}
