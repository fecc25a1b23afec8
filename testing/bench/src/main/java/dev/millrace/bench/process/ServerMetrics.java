package dev.millrace.bench.process;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the API server itself counts. */
final class ServerMetrics {
  private static final Pattern REQUESTS =
      Pattern.compile("apiserver_request_total\\{.*verb=\"([A-Z]+)\".*} ([0-9.e+]+)");

  private final KubernetesClient client;

  ServerMetrics(KubernetesClient client) {
    this.client = client;
  }

  /** The requests of everybody since it was started. */
  Map<String, Long> requestsByVerb() {
    return requestsByVerb(client.raw("/metrics"));
  }

  /** The requests in a text in the format of Prometheus. */
  static Map<String, Long> requestsByVerb(String metrics) {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : metrics.lines().toList()) {
      Matcher request = REQUESTS.matcher(line);
      if (request.matches()) {
        counts.merge(
            request.group(1).toLowerCase(Locale.ROOT),
            (long) Double.parseDouble(request.group(2)),
            Long::sum);
      }
    }
    return counts;
  }
}
