package dev.millrace.runtime.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.BooleanSupplier;

/**
 * Whether this replica has the lead: {@code leader_election_master_status} (FLUX.md 1.11).
 *
 * @param lease the name of the lease
 * @param leads asked for every scrape
 */
public record Leadership(String lease, BooleanSupplier leads) implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("leader_election_master_status", () -> leads.getAsBoolean() ? 1 : 0)
        .description("Whether this replica has the lead.")
        .tag("name", lease)
        .strongReference(true)
        .register(registry);
  }
}
