package dev.millrace.controller.helm.release;

import dev.millrace.api.helm.DriftDetection;
import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.helm.Install;
import dev.millrace.api.helm.Upgrade;

/** Specs that say little. */
final class Specs {
  private Specs() {}

  static HelmReleaseSpec of(Install install, Upgrade upgrade, DriftDetection drift) {
    HelmReleaseSpec empty = HelmReleaseSpec.EMPTY;
    return new HelmReleaseSpec(
        null,
        null,
        empty.interval(),
        empty.timeout(),
        false,
        null,
        null,
        null,
        empty.maxHistory(),
        null,
        null,
        empty.persistentClient(),
        empty.dependsOn(),
        null,
        empty.valuesFrom(),
        drift,
        install,
        upgrade,
        empty.test(),
        empty.rollback(),
        empty.uninstall(),
        empty.postRenderers(),
        empty.postRenderStrategy(),
        empty.commonMetadata(),
        null,
        empty.healthCheckExprs());
  }
}
