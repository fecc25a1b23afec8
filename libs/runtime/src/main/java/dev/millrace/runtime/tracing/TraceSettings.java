package dev.millrace.runtime.tracing;

import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where traces go and which, as OpenTelemetry's variables say it.
 *
 * @param address where spans are posted to
 * @param headers sent with each request
 * @param resource what all spans say of the program they come from
 */
record TraceSettings(
    URI address,
    Sensitive<Map<String, String>> headers,
    Map<String, String> resource,
    Sampling sampling) {
  private static final String SERVICE = "service.name";

  /**
   * Reads the settings.
   *
   * @param address the address of a collector; the path of OTLP is added to it. Empty to leave it
   *     to the variables
   * @param resource what is known of this program; the variables count more
   * @return empty when there shall be no traces
   * @throws IllegalArgumentException when a variable makes no sense; the message names it, and
   *     never shows headers
   */
  static Optional<TraceSettings> read(
      Optional<URI> address, Map<String, String> resource, Map<String, String> environment) {
    Variables variables = new Variables(environment);
    boolean off =
        variables.get("OTEL_SDK_DISABLED").equals("true")
            || variables.get("OTEL_TRACES_EXPORTER").equals("none");
    return off
        ? Optional.empty()
        : endpoint(address, variables).map(found -> at(found, resource, variables));
  }

  private static TraceSettings at(URI endpoint, Map<String, String> known, Variables variables) {
    Map<String, String> resource = new LinkedHashMap<>(known);
    resource.putAll(variables.pairs("OTEL_RESOURCE_ATTRIBUTES"));
    if (!variables.get("OTEL_SERVICE_NAME").isEmpty()) {
      resource.put(SERVICE, variables.get("OTEL_SERVICE_NAME"));
    }
    return new TraceSettings(
        endpoint,
        Sensitive.of(variables.pairs(variables.chosen("HEADERS"))),
        resource,
        Sampling.of(
            variables.get("OTEL_TRACES_SAMPLER"), variables.get("OTEL_TRACES_SAMPLER_ARG")));
  }

  /** The address for traces alone is taken as it is, that for everything gets OTLP's path. */
  private static Optional<URI> endpoint(Optional<URI> address, Variables variables) {
    if (address.isPresent()) {
      return address.map(TraceSettings::withPath);
    }
    String forTraces = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    String forAll = "OTEL_EXPORTER_OTLP_ENDPOINT";
    return variables
        .address(forTraces)
        .or(() -> variables.address(forAll).map(TraceSettings::withPath));
  }

  private static URI withPath(URI base) {
    String text = base.toString();
    return URI.create((text.endsWith("/") ? text : text + "/") + "v1/traces");
  }

  /** The variables of this process. */
  private record Variables(Map<String, String> all) {
    String get(String name) {
      return all.getOrDefault(name, "").strip();
    }

    /** The name of the variable for traces if it is set, else of that for all signals. */
    String chosen(String setting) {
      String forTraces = "OTEL_EXPORTER_OTLP_TRACES_" + setting;
      return get(forTraces).isEmpty() ? "OTEL_EXPORTER_OTLP_" + setting : forTraces;
    }

    Optional<URI> address(String name) {
      if (get(name).isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(TraceAddress.parse(get(name)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }

    /** Pairs of the form {@code a=1,b=2}, values percent-encoded. */
    Map<String, String> pairs(String name) {
      Map<String, String> pairs = new LinkedHashMap<>();
      for (String pair : get(name).split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          pairs.put(pair.substring(0, equals).strip(), decoded(name, pair.substring(equals + 1)));
        } else if (!pair.isBlank()) {
          throw new IllegalArgumentException(name + ": a pair without '='");
        }
      }
      return pairs;
    }

    private static String decoded(String name, String value) {
      try {
        return URLDecoder.decode(value.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException _) {
        throw new IllegalArgumentException(name + ": a value is not percent-encoded text");
      }
    }
  }
}
