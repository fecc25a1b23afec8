package dev.millrace.controller.source.helmchart;

import static dev.millrace.controller.source.status.SourceReason.CHART_VALUES;

import dev.millrace.api.source.HelmChart;
import dev.millrace.helm.chart.ChartFolder;
import dev.millrace.helm.values.TableMerge;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.safety.FileTree;
import dev.millrace.safety.TreePaths;
import dev.millrace.safety.UnsafePath;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges {@code spec.valuesFiles}, in their order, into the default values of a chart. */
public final class MergeValues {
  private static final long MAX_FILE_BYTES = 5L << 20;

  /**
   * The result.
   *
   * @param files those that were merged
   */
  record Merged(ChartFolder folder, List<String> files) {}

  /** Where the text of a values file comes from. */
  @FunctionalInterface
  private interface TextSource {
    Optional<String> read(String path) throws IOException;
  }

  /** Values files that lie in the chart itself. */
  Merged ofChart(ChartFolder folder, HelmChart object) {
    return merge(folder, object, path -> folder.file(path).map(file -> file.text()));
  }

  /** Values files that lie in the source beside or in the chart. */
  Merged ofFiles(ChartFolder folder, FileTree files, HelmChart object) {
    return merge(
        folder,
        object,
        path ->
            files.isFile(path)
                ? Optional.of(new String(files.read(path, MAX_FILE_BYTES), StandardCharsets.UTF_8))
                : Optional.empty());
  }

  private static Merged merge(ChartFolder folder, HelmChart object, TextSource source) {
    List<String> wanted = object.spec().allValuesFiles();
    if (wanted.isEmpty()) {
      return new Merged(folder, List.of());
    }
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> used = new ArrayList<>();
    for (String path : wanted) {
      Optional<String> text = text(path, source);
      if (text.isPresent()) {
        values = TableMerge.overlay(values, parse(path, text.get()));
        used.add(path);
      } else if (!object.spec().ignoreMissingValuesFiles()) {
        throw failure("no values file found at path '%s'".formatted(path));
      }
    }
    return new Merged(used.isEmpty() ? folder : folder.withValues(values), used);
  }

  private static Optional<String> text(String path, TextSource source) {
    try {
      return source.read(TreePaths.resolve("", path));
    } catch (UnsafePath e) {
      throw failure(e.getMessage() == null ? path : e.getMessage());
    } catch (IOException e) {
      throw failure("could not read values from file '%s': %s".formatted(path, e.getMessage()));
    }
  }

  private static Map<String, Object> parse(String path, String text) {
    try {
      Object tree = YamlReader.sigs().read(text);
      if (tree == null) {
        return Map.of();
      }
      if (tree instanceof Map<?, ?> map) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> values.put(String.valueOf(key), value));
        return values;
      }
      throw failure("unmarshaling values from '%s' failed: it is not a map".formatted(path));
    } catch (YamlException e) {
      throw failure("unmarshaling values from '%s' failed: %s".formatted(path, e.getMessage()));
    }
  }

  private static ReconcileFailure failure(String why) {
    return new ReconcileFailure(CHART_VALUES, "values files merge error: " + why);
  }
}
