package dev.millrace.runtime.application;

import dev.millrace.runtime.client.PatientHttp;
import dev.millrace.runtime.client.RequestPacing;
import dev.millrace.runtime.event.EventDispatcher;
import dev.millrace.runtime.fairness.RequestTurns;
import dev.millrace.runtime.flags.CommonFlags;
import dev.millrace.runtime.flags.ControllerFlags;
import dev.millrace.runtime.flags.FeatureGates;
import dev.millrace.runtime.health.Readiness;
import dev.millrace.runtime.leader.Lead;
import dev.millrace.runtime.metrics.RequestCounts;
import dev.millrace.runtime.metrics.RunMetrics;
import dev.millrace.runtime.reconcile.CpuPool;
import dev.millrace.runtime.reconcile.FrameServices;
import dev.millrace.runtime.reconcile.ProgressPace;
import dev.millrace.runtime.schedule.Backoff;
import dev.millrace.runtime.schedule.Jitter;
import dev.millrace.runtime.schedule.Schedule;
import dev.millrace.runtime.schedule.SteadyClock;
import dev.millrace.runtime.sharding.AutoSharding;
import dev.millrace.runtime.sharding.WriteFence;
import dev.millrace.runtime.tracing.Traces;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The objects of this library that a controller is wired with. */
@Singleton
final class RuntimeBeans {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int LEAD_LOST = 1;

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  RandomGenerator random() {
    return RandomGenerator.getDefault();
  }

  @Produces
  @Singleton
  ControllerIdentity identity(
      @ConfigProperty(name = "quarkus.application.name") String name,
      @ConfigProperty(name = "RUNTIME_NAMESPACE", defaultValue = "flux-system") String namespace,
      @ConfigProperty(name = "HOSTNAME") Optional<String> host) {
    return new ControllerIdentity(name, namespace, host.orElseGet(RuntimeBeans::localHost));
  }

  @Produces
  @Singleton
  FeatureGates featureGates(ControllerFlags flags) {
    return flags.featureGates();
  }

  @Produces
  @Singleton
  Readiness readiness() {
    return new Readiness();
  }

  @Produces
  @Singleton
  Lead lead() {
    return new Lead(() -> Runtime.getRuntime().halt(LEAD_LOST));
  }

  @Produces
  @Singleton
  CpuPool cpuPool() {
    return CpuPool.forCores(Runtime.getRuntime().availableProcessors());
  }

  void close(@Disposes CpuPool pool) {
    pool.close();
  }

  /** For all requests to the cluster that the controller lives in. */
  @Produces
  @Singleton
  RequestTurns requestTurns() {
    return RequestTurns.usual();
  }

  @Produces
  @Singleton
  AutoSharding sharding(ControllerFlags flags) {
    return AutoSharding.of(flags.common());
  }

  @Produces
  @Singleton
  WriteFence fence(AutoSharding sharding) {
    return sharding.fence();
  }

  /** As the extension makes it, but no faster than the flags allow, and named in audit logs. */
  @Produces
  @Singleton
  KubernetesClient client(
      KubernetesSerialization serialization,
      Config config,
      ControllerFlags flags,
      ControllerIdentity identity,
      WriteFence fence,
      MeterRegistry meters) {
    Config named = new ConfigBuilder(config).withUserAgent(identity.userAgent()).build();
    CommonFlags common = flags.common();
    Optional<RequestPacing> pacing =
        RequestPacing.within(common.kubeApiQps(), common.kubeApiBurst());
    RequestCounts counts = new RequestCounts(meters);
    return new KubernetesClientBuilder()
        .withHttpClientFactory(new PatientHttp())
        .withKubernetesSerialization(serialization)
        .withConfig(named)
        .withHttpClientBuilderConsumer(
            http -> {
              http.addOrReplaceInterceptor("request-counts", counts);
              pacing.ifPresent(pace -> http.addOrReplaceInterceptor("request-pacing", pace));
              fence.around(http);
            })
        .build();
  }

  void close(@Disposes KubernetesClient client) {
    client.close();
  }

  @Produces
  @Singleton
  EventDispatcher events(
      KubernetesClient client, ControllerFlags flags, ControllerIdentity identity, Clock clock) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    return EventDispatcher.start(
        client,
        http,
        flags.eventsAddress(),
        flags.progressAfter(),
        clock,
        identity.name(),
        identity.instance());
  }

  void close(@Disposes EventDispatcher events) {
    events.close();
  }

  @Produces
  @Singleton
  Traces traces(ControllerFlags flags, ControllerIdentity identity, Clock clock) {
    return Traces.start(
        flags.common().tracesAddr(),
        identity.asResource(),
        System.getenv(),
        () -> SteadyClock.from(clock));
  }

  void close(@Disposes Traces traces) {
    traces.close();
  }

  @Produces
  @Singleton
  ProgressPace pace(ControllerFlags flags) {
    return flags.progressAfter().isZero()
        ? ProgressPace.immediate()
        : ProgressPace.after(
            flags.progressAfter(),
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("progress").daemon(true).factory()));
  }

  @Produces
  @Singleton
  KindControllers kindControllers(
      EventDispatcher events,
      ControllerFlags flags,
      ProgressPace pace,
      ControllerIdentity identity,
      AutoSharding sharding,
      Traces traces,
      RequestTurns turns,
      MeterRegistry meters,
      Clock clock,
      RandomGenerator random) {
    CommonFlags common = flags.common();
    Schedule<dev.millrace.runtime.reconcile.ObjectKey> schedule =
        new Schedule<>(
            new Jitter(common.intervalJitterPercentage(), random),
            new Backoff<>(common.minRetryDelay(), common.maxRetryDelay()),
            flags.requeueDependency());
    return new KindControllers(
        new FrameServices(
            clock,
            System::nanoTime,
            events,
            schedule,
            new RunMetrics(meters, flags.concurrent(), System::nanoTime),
            pace,
            sharding.ownership(),
            traces,
            turns),
        flags.concurrent(),
        common.watchScope(identity.namespace()),
        identity);
  }

  private static String localHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }
}
