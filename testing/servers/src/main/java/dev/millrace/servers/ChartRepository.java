package dev.millrace.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A Helm chart repository over HTTP: an index and the archives it names. */
public final class ChartRepository implements AutoCloseable {
  private final LoopbackServer http;
  private final @Nullable Login login;
  private final ConcurrentSkipListMap<String, Chart> charts = new ConcurrentSkipListMap<>();

  private ChartRepository(int port, @Nullable Login login) {
    this.login = login;
    this.http = LoopbackServer.start(port, this::handle);
  }

  /** Starts an open repository on any free port. */
  public static ChartRepository start() {
    return start(0, null);
  }

  /**
   * Starts a repository.
   *
   * @param port the port, or 0 for any that is free
   * @param login what to demand of clients, or null for nothing
   */
  public static ChartRepository start(int port, @Nullable Login login) {
    return new ChartRepository(port, login);
  }

  /** The address, with neither a path nor a slash at its end. */
  public URI address() {
    return http.address();
  }

  /** Publishes a packaged chart. */
  public void publish(String name, String version, byte[] archive) {
    publish(name, version, "v2", archive);
  }

  /** Publishes a packaged chart of a given apiVersion (v1 or v2). */
  public void publish(String name, String version, String apiVersion, byte[] archive) {
    charts.put(
        name + "-" + version + ".tgz",
        new Chart(name, version, apiVersion, archive, Instant.now()));
  }

  /** Takes a version of a chart away. */
  public void withdraw(String name, String version) {
    charts.remove(name + "-" + version + ".tgz");
  }

  @Override
  public void close() {
    http.close();
  }

  private record Chart(
      String name, String version, String apiVersion, byte[] archive, Instant created) {}

  private void handle(HttpExchange exchange) throws IOException {
    if (!LoopbackServer.isAllowed(exchange, login)) {
      return;
    }
    String path = exchange.getRequestURI().getPath().substring(1);
    if (path.equals("index.yaml")) {
      LoopbackServer.bytes(
          exchange, 200, "application/yaml", index().getBytes(StandardCharsets.UTF_8));
      return;
    }
    Chart chart = charts.get(path);
    if (chart == null) {
      LoopbackServer.text(exchange, 404, "not found\n");
      return;
    }
    LoopbackServer.bytes(exchange, 200, "application/gzip", chart.archive());
  }

  private String index() {
    Map<String, List<Map.Entry<String, Chart>>> byName = new TreeMap<>();
    charts
        .entrySet()
        .forEach(
            each ->
                byName.computeIfAbsent(each.getValue().name(), _ -> new ArrayList<>()).add(each));
    StringBuilder index = new StringBuilder("apiVersion: v1\nentries:\n");
    byName.forEach(
        (name, versions) -> {
          index.append("  ").append(name).append(":\n");
          for (Map.Entry<String, Chart> each : versions) {
            Chart chart = each.getValue();
            index.append(
                """
                  - apiVersion: %s
                    name: %s
                    version: %s
                    created: "%s"
                    digest: %s
                    urls:
                    - %s
                """
                    .formatted(
                        chart.apiVersion(),
                        name,
                        chart.version(),
                        chart.created(),
                        Digests.hex(chart.archive()),
                        each.getKey()));
          }
        });
    if (byName.isEmpty()) {
      return "apiVersion: v1\nentries: {}\ngenerated: \"2026-01-01T00:00:00Z\"\n";
    }
    return index.append("generated: \"2026-01-01T00:00:00Z\"\n").toString();
  }
}
