package dev.millrace.controller.helm.release;

import dev.millrace.api.helm.ActionStrategy;
import dev.millrace.api.helm.DriftDetection;
import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.Install;
import dev.millrace.api.helm.InstallRemediation;
import dev.millrace.api.helm.Upgrade;
import dev.millrace.api.helm.UpgradeRemediation;
import dev.millrace.api.meta.GoDuration;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.chart.ChartArchiveReader;
import dev.millrace.helm.chart.ChartException;
import dev.millrace.helm.chart.ChartLimits;
import dev.millrace.helm.release.ApplyMethod;
import dev.millrace.helm.release.Release;
import dev.millrace.helm.release.ReleaseInfo;
import dev.millrace.helm.release.ReleaseStatus;
import dev.millrace.servers.TarGz;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Specs, statuses and a release that decisions are about. */
final class Situations {
  private Situations() {}

  static HelmReleaseStatus none() {
    return HelmReleaseStatus.EMPTY;
  }

  static HelmReleaseStatus installFailed(long times) {
    return HelmReleaseStatus.builder()
        .lastAttemptedReleaseAction("install")
        .installFailures(times)
        .build();
  }

  static HelmReleaseStatus upgradeFailed(long times) {
    return HelmReleaseStatus.builder()
        .lastAttemptedReleaseAction("upgrade")
        .upgradeFailures(times)
        .build();
  }

  static HelmReleaseSpec spec() {
    return HelmReleaseSpec.EMPTY;
  }

  static HelmReleaseSpec installs(long retries) {
    return Specs.of(
        install(new InstallRemediation(retries, null, false)),
        Upgrade.DEFAULTS,
        DriftDetection.DEFAULTS);
  }

  static HelmReleaseSpec upgrades(long retries) {
    return upgrade(new UpgradeRemediation(retries, null, null, "rollback"), null);
  }

  static HelmReleaseSpec leavingLast() {
    return upgrade(new UpgradeRemediation(1, null, false, "rollback"), null);
  }

  static HelmReleaseSpec uninstalling() {
    return upgrade(new UpgradeRemediation(1, null, null, "uninstall"), null);
  }

  static HelmReleaseSpec retrying() {
    return upgrade(
        UpgradeRemediation.DEFAULTS, new ActionStrategy("RetryOnFailure", new GoDuration("1m")));
  }

  static HelmReleaseSpec drift(String mode) {
    return Specs.of(Install.DEFAULTS, Upgrade.DEFAULTS, new DriftDetection(mode, List.of()));
  }

  private static HelmReleaseSpec upgrade(
      UpgradeRemediation remediation, @org.jspecify.annotations.Nullable ActionStrategy strategy) {
    Upgrade given = Upgrade.DEFAULTS;
    return Specs.of(
        Install.DEFAULTS,
        new Upgrade(
            null,
            given.crds(),
            false,
            false,
            false,
            given.serverSideApply(),
            false,
            false,
            false,
            false,
            false,
            false,
            given.chartNameChangeStrategy(),
            strategy,
            remediation),
        DriftDetection.DEFAULTS);
  }

  private static Install install(InstallRemediation remediation) {
    Install given = Install.DEFAULTS;
    return new Install(
        null,
        given.crds(),
        false,
        false,
        false,
        null,
        false,
        false,
        false,
        false,
        false,
        false,
        null,
        remediation);
  }

  static Release release() {
    byte[] chart = "apiVersion: v2\nname: app\nversion: 1.0.0\n".getBytes(StandardCharsets.UTF_8);
    try {
      Chart read =
          new ChartArchiveReader(ChartLimits.defaults())
              .read(TarGz.of(Map.of("app/Chart.yaml", chart)));
      return new Release(
          "app",
          "ns",
          1,
          ReleaseInfo.started(Instant.EPOCH, Instant.EPOCH, ReleaseStatus.DEPLOYED, ""),
          read,
          Map.of(),
          "",
          List.of(),
          ApplyMethod.SERVER_SIDE,
          Map.of());
    } catch (ChartException e) {
      throw new IllegalStateException(e);
    }
  }
}
