package dev.millrace.helm.chart;

import dev.millrace.helm.decode.DecodeException;
import dev.millrace.helm.decode.Fields;
import dev.millrace.helm.values.ValueTrees;
import dev.millrace.yaml.StructFields;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Charts as release records keep them (HELM.md "From source"): Helm's field names in Helm's order,
 * without subcharts.
 */
public final class ChartJson {
  private static final String SOURCE = "the chart of the release";

  private ChartJson() {}

  /** The tree of a chart. */
  public static StructFields write(Chart chart) {
    var tree = new StructFields();
    tree.put("metadata", write(chart.metadata()));
    tree.put("lock", chart.lock().map(ChartJson::write).orElse(null));
    tree.put("templates", writeFiles(chart.templates()));
    tree.put("values", chart.values());
    tree.put("schema", chart.schema().map(schema -> base64(schema.data())).orElse(null));
    tree.put("files", writeFiles(chart.files()));
    return tree;
  }

  /** The tree of a chart's metadata; empty fields are left out. */
  public static StructFields write(ChartMetadata metadata) {
    var tree = new StructFields();
    putText(tree, "name", metadata.name());
    putText(tree, "home", metadata.home());
    putList(tree, "sources", metadata.sources());
    putText(tree, "version", metadata.version());
    putText(tree, "description", metadata.description());
    putList(tree, "keywords", metadata.keywords());
    putList(tree, "maintainers", metadata.maintainers().stream().map(ChartJson::write).toList());
    putText(tree, "icon", metadata.icon());
    putText(tree, "apiVersion", metadata.apiVersion());
    putText(tree, "condition", metadata.condition());
    putText(tree, "tags", metadata.tags());
    putText(tree, "appVersion", metadata.appVersion());
    if (metadata.deprecated()) {
      tree.put("deprecated", true);
    }
    if (!metadata.annotations().isEmpty()) {
      tree.put("annotations", metadata.annotations());
    }
    putText(tree, "kubeVersion", metadata.kubeVersion());
    putList(tree, "dependencies", metadata.dependencies().stream().map(ChartJson::write).toList());
    putText(tree, "type", metadata.type());
    return tree;
  }

  /**
   * Reads a chart from its tree.
   *
   * @throws DecodeException if a field has another form
   */
  public static Chart read(@Nullable Object tree) throws DecodeException {
    Fields fields = Fields.of(SOURCE, tree);
    Map<String, Object> values = ValueTrees.asTable(ValueTrees.withDoubles(fields.value("values")));
    String schema = fields.text("schema");
    return new Chart(
        MetadataReader.metadata(SOURCE, fields.fields("metadata")),
        fields.has("lock")
            ? Optional.of(MetadataReader.lock(SOURCE, fields.fields("lock")))
            : Optional.empty(),
        values == null ? new LinkedHashMap<>() : values,
        schema.isEmpty()
            ? Optional.empty()
            : Optional.of(new ChartFile("values.schema.json", bytes(schema))),
        readFiles(fields, "templates"),
        readFiles(fields, "files"),
        List.of());
  }

  private static StructFields write(ChartLock lock) {
    var tree = new StructFields();
    tree.put("generated", lock.generated());
    tree.put("digest", lock.digest());
    tree.put("dependencies", lock.dependencies().stream().map(ChartJson::write).toList());
    return tree;
  }

  private static StructFields write(Maintainer maintainer) {
    var tree = new StructFields();
    putText(tree, "name", maintainer.name());
    putText(tree, "email", maintainer.email());
    putText(tree, "url", maintainer.url());
    return tree;
  }

  private static StructFields write(Dependency dependency) {
    var tree = new StructFields();
    tree.put("name", dependency.name());
    putText(tree, "version", dependency.version());
    tree.put("repository", dependency.repository());
    putText(tree, "condition", dependency.condition());
    putList(tree, "tags", dependency.tags());
    if (dependency.enabled()) {
      tree.put("enabled", true);
    }
    putList(tree, "import-values", dependency.importValues());
    putText(tree, "alias", dependency.alias());
    return tree;
  }

  private static StructFields write(ChartFile file) {
    var tree = new StructFields();
    tree.put("name", file.name());
    tree.put("data", base64(file.data()));
    return tree;
  }

  /** Go's form of a list that was never filled is null. */
  private static @Nullable List<StructFields> writeFiles(List<ChartFile> files) {
    return files.isEmpty() ? null : files.stream().map(ChartJson::write).toList();
  }

  private static List<ChartFile> readFiles(Fields fields, String name) throws DecodeException {
    var files = new ArrayList<ChartFile>();
    for (Object item : fields.list(name)) {
      Fields file = Fields.of(SOURCE + ": " + name, Objects.requireNonNullElse(item, Map.of()));
      files.add(new ChartFile(file.text("name"), bytes(file.text("data"))));
    }
    return files;
  }

  private static void putText(StructFields tree, String name, String text) {
    if (!text.isEmpty()) {
      tree.put(name, text);
    }
  }

  private static void putList(StructFields tree, String name, List<?> list) {
    if (!list.isEmpty()) {
      tree.put(name, list);
    }
  }

  private static String base64(byte[] data) {
    return Base64.getEncoder().encodeToString(data);
  }

  private static byte[] bytes(String base64) throws DecodeException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw new DecodeException(SOURCE + " holds a file that is not valid base64");
    }
  }
}
