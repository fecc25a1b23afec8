package dev.millrace.helm.render;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartFile;
import dev.millrace.helm.values.ValueTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One template of a chart or subchart with what it sees.
 *
 * @param path the path from the root chart, its name in the template set
 * @param basePath the folder that {@code .Template.BasePath} names
 * @param data what {@code .} is; all templates of a chart share it
 */
record TemplateScope(
    String path, String basePath, ChartFile file, Map<String, @Nullable Object> data) {

  /** Partials lend their definitions and are not rendered themselves. */
  boolean isPartial() {
    return file.baseName().startsWith("_");
  }

  /** What {@code .} is for this template. */
  TableObject dot() {
    Map<String, @Nullable Object> template = new LinkedHashMap<>();
    template.put("Name", path);
    template.put("BasePath", basePath);
    data.put("Template", new TableObject(template));
    return new TableObject(data);
  }

  /** All templates of a chart and its subcharts. */
  static List<TemplateScope> of(
      Chart chart, Map<String, Object> values, ReleaseIdentity release, Capabilities capabilities) {
    var collector = new Collector(release, capabilities);
    collector.visit(chart, chart.name(), new TableObject(values), true);
    return collector.scopes;
  }

  private static final class Collector {
    private final List<TemplateScope> scopes = new ArrayList<>();
    private final Map<String, @Nullable Object> release;
    private final CapabilitiesObject capabilities;

    Collector(ReleaseIdentity release, Capabilities capabilities) {
      this.release = release.asTemplateData();
      this.capabilities = new CapabilitiesObject(capabilities);
    }

    Map<String, @Nullable Object> visit(
        Chart chart, String path, TableObject values, boolean root) {
      Map<String, @Nullable Object> subcharts = new LinkedHashMap<>();
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("Chart", ChartObject.of(chart.metadata(), root));
      data.put("Files", FilesObject.of(chart.files()));
      data.put("Release", release);
      data.put("Capabilities", capabilities);
      data.put("Values", values);
      data.put("Subcharts", subcharts);
      for (Chart subchart : chart.dependencies()) {
        String name = subchart.name();
        TableObject below = new TableObject(valuesOf(values, name));
        subcharts.put(name, visit(subchart, path + "/charts/" + name, below, false));
      }
      addTemplates(chart, path, data);
      return data;
    }

    private void addTemplates(Chart chart, String path, Map<String, @Nullable Object> data) {
      for (ChartFile template : chart.templates()) {
        boolean usable = !chart.metadata().isLibrary() || template.baseName().startsWith("_");
        if (usable) {
          scopes.add(
              new TemplateScope(path + "/" + template.name(), path + "/templates", template, data));
        }
      }
    }

    private static Map<String, Object> valuesOf(TableObject values, String subchart) {
      Map<String, Object> table = ValueTrees.asTable(values.get(subchart));
      return table == null ? new LinkedHashMap<>() : table;
    }
  }
}
