package dev.millrace.bench.release;

import dev.millrace.servers.TarGz;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A chart as it is fetched. */
public final class PackedChart {
  private static final String VERSION = "1.0.0";

  private final String name;
  private final byte[] archive;

  private PackedChart(String name, byte[] archive) {
    this.name = name;
    this.archive = archive;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its version. */
  public String version() {
    return VERSION;
  }

  /** What is downloaded. */
  public byte[] archive() {
    return archive;
  }

  /** A chart of these files, to which its description is added. */
  static PackedChart of(String name, Map<String, String> files) {
    Map<String, byte[]> archive = new TreeMap<>();
    files.forEach((path, text) -> archive.put(name + "/" + path, bytes(text)));
    archive.put(
        name + "/Chart.yaml",
        bytes(
            "apiVersion: v2\nname: %s\nversion: %s\nappVersion: 1.0.0\n".formatted(name, VERSION)));
    return new PackedChart(name, TarGz.of(archive));
  }

  /** A chart whose objects are so many megabytes of text. */
  static PackedChart large(int megabytes) {
    return of(
        "large",
        Map.of(
            "templates/all.yaml",
            """
            {{- range $number := until %d }}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ $.Release.Name }}-{{ $number }}}
            data:
              {{- range $line := until 10000 }}
              line-{{ $line }}: "{{ $number }} {{ $line }} {{ repeat 7 "0123456789" }}"
              {{- end }}
            {{- end }}
            """
                .formatted(megabytes)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
