package dev.millrace.helm.render;

import dev.millrace.gotemplate.value.GoMap;
import dev.millrace.gotemplate.value.GoType;
import dev.millrace.helm.chart.ChartMetadata;
import dev.millrace.helm.chart.Dependency;
import dev.millrace.helm.chart.Maintainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code .Chart}: the metadata under Go's field names, as Helm 4 shows it. */
final class ChartObject {
  private ChartObject() {}

  static Map<String, @Nullable Object> of(ChartMetadata metadata, boolean root) {
    Map<String, @Nullable Object> chart = new LinkedHashMap<>();
    chart.put("Name", metadata.name());
    chart.put("Home", metadata.home());
    chart.put("Sources", new ArrayList<>(metadata.sources()));
    chart.put("Version", metadata.version());
    chart.put("Description", metadata.description());
    chart.put("Keywords", new ArrayList<>(metadata.keywords()));
    chart.put("Maintainers", metadata.maintainers().stream().map(ChartObject::maintainer).toList());
    chart.put("Icon", metadata.icon());
    chart.put("APIVersion", metadata.apiVersion());
    chart.put("Condition", metadata.condition());
    chart.put("Tags", metadata.tags());
    chart.put("AppVersion", metadata.appVersion());
    chart.put("Deprecated", metadata.deprecated());
    chart.put("Annotations", new GoMap(GoType.STRING_MAP, metadata.annotations()));
    chart.put("KubeVersion", metadata.kubeVersion());
    chart.put(
        "Dependencies", metadata.dependencies().stream().map(ChartObject::dependency).toList());
    chart.put("Type", metadata.type());
    chart.put("IsRoot", root);
    return chart;
  }

  private static Map<String, @Nullable Object> maintainer(Maintainer maintainer) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Name", maintainer.name());
    fields.put("Email", maintainer.email());
    fields.put("URL", maintainer.url());
    return fields;
  }

  private static Map<String, @Nullable Object> dependency(Dependency dependency) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Name", dependency.name());
    fields.put("Version", dependency.version());
    fields.put("Repository", dependency.repository());
    fields.put("Condition", dependency.condition());
    fields.put("Tags", new ArrayList<>(dependency.tags()));
    fields.put("Enabled", dependency.enabled());
    fields.put("ImportValues", new ArrayList<>(dependency.importValues()));
    fields.put("Alias", dependency.alias());
    return fields;
  }
}
