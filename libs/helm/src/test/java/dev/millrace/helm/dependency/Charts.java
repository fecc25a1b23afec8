package dev.millrace.helm.dependency;

import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartDirectoryReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.safety.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes charts for tests. */
public final class Charts {
  private Charts() {}

  /** A chart of these files; Chart.yaml files are completed with a version. */
  public static Chart of(Map<String, String> texts) {
    var files = new LinkedHashMap<String, byte[]>();
    texts.forEach(
        (path, text) -> {
          String complete = path.endsWith("Chart.yaml") ? text + "\nversion: 1.0.0\n" : text;
          files.put(path, complete.getBytes(StandardCharsets.UTF_8));
        });
    try {
      return new ChartDirectoryReader(ChartLimits.defaults()).read(FileTree.inMemory(files), "");
    } catch (ChartException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
