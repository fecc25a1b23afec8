package dev.millrace.controller.helm.config;

import dev.millrace.controller.helm.memory.MemoryGauge;
import dev.millrace.controller.helm.memory.MemoryWatch;
import dev.millrace.runtime.application.Companion;
import dev.millrace.runtime.flags.FeatureGates;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Watches memory where the feature gate {@code OOMWatch} asks for it. */
@Singleton
final class OutOfMemoryGuard implements Companion {
  private final HelmFlags flags;
  private final boolean wanted;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("memory-watch").daemon(true).factory());

  @Inject
  OutOfMemoryGuard(HelmFlags flags, FeatureGates gates) {
    this.flags = flags;
    this.wanted = gates.on("OOMWatch");
  }

  @Override
  public void start() throws IOException {
    if (wanted) {
      MemoryGauge gauge =
          MemoryGauge.of(flags.oomWatchMaxMemoryPath(), flags.oomWatchCurrentMemoryPath());
      new MemoryWatch(
              gauge,
              flags.oomWatchMemoryThreshold(),
              flags.oomWatchInterval(),
              timer,
              Quarkus::asyncExit)
          .start();
    }
  }

  @Override
  public void stop() {
    timer.shutdownNow();
  }
}
