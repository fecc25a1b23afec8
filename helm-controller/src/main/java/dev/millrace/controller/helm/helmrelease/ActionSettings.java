package dev.millrace.controller.helm.helmrelease;

import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.helm.Install;
import dev.millrace.api.helm.Rollback;
import dev.millrace.api.helm.Uninstall;
import dev.millrace.api.helm.Upgrade;
import dev.millrace.helm.action.ActionOptions;
import dev.millrace.helm.action.ActionOptions.Wait;
import dev.millrace.helm.action.ApplyChoice;
import dev.millrace.helm.action.CrdPolicy;
import dev.millrace.helm.action.InstallAction;
import dev.millrace.helm.action.ReleaseCluster.Propagation;
import dev.millrace.helm.action.RollbackAction;
import dev.millrace.helm.action.UninstallAction;
import dev.millrace.helm.action.UpgradeAction;
import dev.millrace.helm.release.ApplyMethod;
import java.time.Duration;
import java.util.Objects;

/**
 * What a spec says of Helm's actions, in their own terms (FLUX.md 4.1).
 *
 * @param helm3Defaults the feature gate {@code UseHelm3Defaults}: objects are merged by the client
 *     unless the spec asks for server-side apply
 */
record ActionSettings(HelmReleaseSpec spec, boolean helm3Defaults) {
  private static final String SKIP = "Skip";

  /** For all but the options of installs, about which alone the gate says something. */
  ActionSettings(HelmReleaseSpec spec) {
    this(spec, false);
  }

  InstallAction.Options install() {
    Install given = spec.install();
    boolean onServer = Objects.requireNonNullElse(given.serverSideApply(), !helm3Defaults);
    return new InstallAction.Options(
        options(
            installTimeout(),
            wait(given.disableWait(), given.disableWaitForJobs()),
            !given.disableHooks()),
        onServer ? ApplyMethod.SERVER_SIDE : ApplyMethod.CLIENT_SIDE,
        given.createNamespace() && namesTarget(),
        true,
        !given.disableTakeOwnership());
  }

  /** Its own namespace is there already. */
  private boolean namesTarget() {
    return !Objects.requireNonNullElse(spec.targetNamespace(), "").isEmpty();
  }

  CrdPolicy installCrds() {
    return policy(spec.install().skipCRDs() ? SKIP : spec.install().crds());
  }

  Duration installTimeout() {
    return Timing.timeout(spec, spec.install().timeout());
  }

  UpgradeAction.Options upgrade() {
    Upgrade given = spec.upgrade();
    return new UpgradeAction.Options(
        options(
            upgradeTimeout(),
            wait(given.disableWait(), given.disableWaitForJobs()),
            !given.disableHooks()),
        choice(given.serverSideApply()),
        given.force(),
        given.cleanupOnFail(),
        !given.disableTakeOwnership(),
        given.preserveValues() ? UpgradeAction.OldValues.KEEP : UpgradeAction.OldValues.FORGET);
  }

  CrdPolicy upgradeCrds() {
    return policy(spec.upgrade().crds());
  }

  Duration upgradeTimeout() {
    return Timing.timeout(spec, spec.upgrade().timeout());
  }

  RollbackAction.Options rollback() {
    Rollback given = spec.rollback();
    return new RollbackAction.Options(
        options(
            rollbackTimeout(),
            wait(given.disableWait(), given.disableWaitForJobs()),
            !given.disableHooks()),
        choice(given.serverSideApply()),
        given.force(),
        given.cleanupOnFail());
  }

  Duration rollbackTimeout() {
    return Timing.timeout(spec, spec.rollback().timeout());
  }

  UninstallAction.Options uninstall() {
    Uninstall given = spec.uninstall();
    Propagation propagation =
        switch (given.deletionPropagation()) {
          case "foreground" -> Propagation.FOREGROUND;
          case "orphan" -> Propagation.ORPHAN;
          default -> Propagation.BACKGROUND;
        };
    return new UninstallAction.Options(
        options(uninstallTimeout(), wait(given.disableWait(), true), !given.disableHooks()),
        given.keepHistory(),
        propagation);
  }

  Duration uninstallTimeout() {
    return Timing.timeout(spec, spec.uninstall().timeout());
  }

  Duration testTimeout() {
    return Timing.timeout(spec, spec.test().timeout());
  }

  private ActionOptions options(Duration timeout, Wait wait, boolean hooks) {
    int maxHistory = (int) Math.clamp(spec.maxHistory(), 0L, 10_000L);
    return new ActionOptions(timeout, wait, hooks, maxHistory, "");
  }

  private static Wait wait(boolean disabled, boolean withoutJobs) {
    if (disabled) {
      return Wait.NOTHING;
    }
    return withoutJobs ? Wait.OBJECTS : Wait.OBJECTS_AND_JOBS;
  }

  private static ApplyChoice choice(String text) {
    return switch (text) {
      case "enabled" -> ApplyChoice.SERVER_SIDE;
      case "disabled" -> ApplyChoice.CLIENT_SIDE;
      default -> ApplyChoice.AS_BEFORE;
    };
  }

  private static CrdPolicy policy(String text) {
    return switch (text) {
      case SKIP -> CrdPolicy.SKIP;
      case "CreateReplace" -> CrdPolicy.CREATE_REPLACE;
      default -> CrdPolicy.CREATE;
    };
  }
}
