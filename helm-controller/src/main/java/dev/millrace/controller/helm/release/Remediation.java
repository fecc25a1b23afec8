package dev.millrace.controller.helm.release;

import dev.millrace.api.helm.ActionStrategy;
import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.InstallRemediation;
import dev.millrace.api.helm.UpgradeRemediation;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows a failed install or upgrade (FLUX.md 4.1, 4.2).
 *
 * @param retries how often it is tried again; negative for no end
 * @param failures how often it failed so far
 * @param remediatesLast whether the last failure is put right, too
 * @param ignoresTests whether a failed test is no failure
 * @param rollsBack whether it is put right by a rollback, else by uninstalling
 * @param retryInterval if given, nothing is put right: it is tried again after that time
 */
public record Remediation(
    long retries,
    long failures,
    boolean remediatesLast,
    boolean ignoresTests,
    boolean rollsBack,
    Optional<Duration> retryInterval) {
  static final String INSTALL = "install";
  static final String UPGRADE = "upgrade";
  private static final String RETRY = "RetryOnFailure";
  private static final String UNINSTALL = "uninstall";
  private static final Duration RETRY_INTERVAL = Duration.ofMinutes(5);

  /**
   * After an install.
   *
   * @param retryByDefault the feature gate {@code DefaultToRetryOnFailure}
   */
  static Remediation ofInstall(
      HelmReleaseSpec spec, HelmReleaseStatus status, boolean retryByDefault) {
    InstallRemediation given = spec.install().remediation();
    return new Remediation(
        given.retries(),
        status.installFailures(),
        given.remediateLastFailure(),
        Objects.requireNonNullElse(given.ignoreTestFailures(), spec.test().ignoreFailures()),
        false,
        retryInterval(spec.install().strategy(), retryByDefault));
  }

  /**
   * After an upgrade.
   *
   * @param retryByDefault the feature gate {@code DefaultToRetryOnFailure}
   */
  static Remediation ofUpgrade(
      HelmReleaseSpec spec, HelmReleaseStatus status, boolean retryByDefault) {
    UpgradeRemediation given = spec.upgrade().remediation();
    return new Remediation(
        given.retries(),
        status.upgradeFailures(),
        Objects.requireNonNullElse(given.remediateLastFailure(), given.retries() > 0),
        Objects.requireNonNullElse(given.ignoreTestFailures(), spec.test().ignoreFailures()),
        !given.strategy().equals(UNINSTALL),
        retryInterval(spec.upgrade().strategy(), retryByDefault));
  }

  /** What follows a failure of the last install or upgrade; empty when there was none. */
  public static Optional<Remediation> active(
      HelmReleaseSpec spec, HelmReleaseStatus status, boolean retryByDefault) {
    return switch (Objects.requireNonNullElse(status.lastAttemptedReleaseAction(), "")) {
      case INSTALL -> Optional.of(ofInstall(spec, status, retryByDefault));
      case UPGRADE -> Optional.of(ofUpgrade(spec, status, retryByDefault));
      default -> Optional.empty();
    };
  }

  /** Whether it is not tried again. */
  public boolean isExhausted() {
    return retryInterval.isEmpty() && retries >= 0 && failures > retries;
  }

  private static Optional<Duration> retryInterval(
      @Nullable ActionStrategy strategy, boolean retryByDefault) {
    if (strategy == null) {
      return retryByDefault ? Optional.of(RETRY_INTERVAL) : Optional.empty();
    }
    return strategy.name().equals(RETRY)
        ? Optional.of(strategy.retryInterval().tryDuration().orElse(RETRY_INTERVAL))
        : Optional.empty();
  }
}
