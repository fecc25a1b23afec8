package dev.millrace.api.helm;

import static java.util.Objects.requireNonNullElse;

import dev.millrace.api.meta.ApiType;
import dev.millrace.api.meta.Copies;
import dev.millrace.api.meta.Timestamp;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One release as it was observed, with a digest that tells whether the stored one is still the same
 * (FLUX.md 4.3).
 *
 * @param apiVersion the form of the digest; {@code v2} now
 * @param version the number in the release history
 * @param action the Helm action that made it
 * @param configDigest of the values
 * @param testHooks null until the tests have run; empty when there were none
 */
@ApiType
public record Snapshot(
    @Nullable String apiVersion,
    String digest,
    String name,
    String namespace,
    long version,
    String status,
    @Nullable String action,
    String chartName,
    String chartVersion,
    @Nullable String appVersion,
    String configDigest,
    Timestamp firstDeployed,
    Timestamp lastDeployed,
    @Nullable Timestamp deleted,
    @Nullable Map<String, TestHookStatus> testHooks,
    @Nullable String ociDigest) {

  public Snapshot {
    digest = requireNonNullElse(digest, "");
    name = requireNonNullElse(name, "");
    namespace = requireNonNullElse(namespace, "");
    status = requireNonNullElse(status, "");
    chartName = requireNonNullElse(chartName, "");
    chartVersion = requireNonNullElse(chartVersion, "");
    configDigest = requireNonNullElse(configDigest, "");
    firstDeployed = requireNonNullElse(firstDeployed, Timestamp.MISSING);
    lastDeployed = requireNonNullElse(lastDeployed, Timestamp.MISSING);
    testHooks = testHooks == null ? null : Copies.ofMap(testHooks);
  }
}
