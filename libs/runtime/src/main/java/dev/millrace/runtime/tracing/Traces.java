package dev.millrace.runtime.tracing;

import dev.millrace.api.meta.FluxObject;
import dev.millrace.runtime.logging.LogContext;
import dev.millrace.runtime.logging.LogKey;
import dev.millrace.runtime.reconcile.RunTrace;
import dev.millrace.runtime.reconcile.Tracing;
import dev.millrace.runtime.tracing.RecordedRun.Recorder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The traces of one controller: a span for each run and each of its steps. */
public final class Traces implements Tracing, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final Optional<Sending> sending;

  private record Sending(Recorder recorder, SpanExport export, HttpClient http) {}

  private Traces(Optional<Sending> sending) {
    this.sending = sending;
  }

  /**
   * Traces as a flag and OpenTelemetry's variables want them; when neither names a collector there
   * are none, and nothing is made for them.
   *
   * @param address of a collector; the path of OTLP is added
   * @param resource what all spans say of this program, such as {@code service.name}
   * @param clocks makes a clock for each run, which nobody sets while the run is under way
   * @throws IllegalArgumentException when a variable makes no sense; the message names it
   */
  public static Traces start(
      Optional<URI> address,
      Map<String, String> resource,
      Map<String, String> environment,
      Supplier<? extends Clock> clocks) {
    return new Traces(
        TraceSettings.read(address, resource, environment).map(settings -> to(settings, clocks)));
  }

  /** Refuses what {@link #start} would refuse, without starting anything. */
  public static void check(Optional<URI> address, Map<String, String> environment) {
    TraceSettings.read(address, Map.of(), environment);
  }

  private static Sending to(TraceSettings settings, Supplier<? extends Clock> clocks) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    SpanExport export = new SpanExport(settings, http, PATIENCE);
    Identifiers identifiers = new Identifiers(new SecureRandom());
    return new Sending(
        new Recorder(clocks, identifiers, settings.sampling(), export), export, http);
  }

  @Override
  public RunTrace begins(FluxObject object) {
    return sending.isEmpty()
        ? RunTrace.UNSEEN
        : new RecordedRun(
            sending.get().recorder(), "reconcile " + object.getKind(), attributes(object));
  }

  /** Sends what waits. */
  @Override
  public void close() {
    sending.ifPresent(
        open -> {
          open.export().close();
          open.http().shutdownNow();
        });
  }

  private static Map<String, String> attributes(FluxObject object) {
    ObjectMeta meta = object.getMetadata();
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("object.group", HasMetadata.getGroup(object.getClass()));
    attributes.put("object.kind", object.getKind());
    attributes.put("object.namespace", Objects.requireNonNullElse(meta.getNamespace(), ""));
    attributes.put("object.name", meta.getName());
    attributes.put("object.uid", Objects.requireNonNullElse(meta.getUid(), ""));
    LogContext.subject().ifPresent(subject -> attributes.put(LogKey.ID, subject.run()));
    return attributes;
  }
}
