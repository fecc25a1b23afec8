package dev.millrace.controller.helm.helmrelease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmRelease;
import dev.millrace.helm.action.ActionOptions.Wait;
import dev.millrace.helm.action.ApplyChoice;
import dev.millrace.helm.action.CrdPolicy;
import dev.millrace.helm.action.ReleaseCluster.Propagation;
import dev.millrace.helm.action.UpgradeAction.OldValues;
import dev.millrace.helm.release.ApplyMethod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a spec says to Helm; the defaults are those of FLUX.md 4.1. */
class ActionSettingsTest {
  @Test
  void doesWhatFluxDoesWhenNothingIsSaid() {
    ActionSettings settings = settings("{}");

    assertThat(settings.install().action().waitFor()).isEqualTo(Wait.OBJECTS_AND_JOBS);
    assertThat(settings.install().action().timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.install().action().maxHistory()).isEqualTo(5);
    assertThat(settings.install().action().hooks()).isTrue();
    assertThat(settings.install().method()).isEqualTo(ApplyMethod.SERVER_SIDE);
    assertThat(settings.install().createNamespace()).isFalse();
    assertThat(settings.install().takeOwnership()).isTrue();
    assertThat(settings.installCrds()).isEqualTo(CrdPolicy.CREATE);
    assertThat(settings.upgrade().method()).isEqualTo(ApplyChoice.AS_BEFORE);
    assertThat(settings.upgrade().takeOwnership()).isTrue();
    assertThat(settings.upgrade().oldValues()).isEqualTo(OldValues.FORGET);
    assertThat(settings.upgradeCrds()).isEqualTo(CrdPolicy.CREATE);
    assertThat(settings.uninstall().propagation()).isEqualTo(Propagation.BACKGROUND);
    assertThat(settings.uninstall().keepHistory()).isFalse();
  }

  @Test
  void hearsWhatIsSaidOfInstalls() {
    ActionSettings settings =
        settings(
            """
            timeout: 1m
            targetNamespace: other
            maxHistory: 3
            install:
              timeout: 2m
              disableWait: true
              disableHooks: true
              disableTakeOwnership: true
              createNamespace: true
              serverSideApply: false
              crds: CreateReplace
            """);

    assertThat(settings.install().action().waitFor()).isEqualTo(Wait.NOTHING);
    assertThat(settings.install().action().timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.install().action().maxHistory()).isEqualTo(3);
    assertThat(settings.install().action().hooks()).isFalse();
    assertThat(settings.install().method()).isEqualTo(ApplyMethod.CLIENT_SIDE);
    assertThat(settings.install().createNamespace()).isTrue();
    assertThat(settings.install().takeOwnership()).isFalse();
    assertThat(settings.installCrds()).isEqualTo(CrdPolicy.CREATE_REPLACE);
    assertThat(settings.upgradeTimeout()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void hearsWhatIsSaidOfUpgradesAndRollbacks() {
    ActionSettings settings =
        settings(
            """
            upgrade:
              disableWaitForJobs: true
              cleanupOnFail: true
              force: true
              preserveValues: true
              disableTakeOwnership: true
              serverSideApply: enabled
              crds: CreateReplace
            rollback:
              disableWait: true
              cleanupOnFail: true
              force: true
              serverSideApply: disabled
            """);

    assertThat(settings.upgrade().action().waitFor()).isEqualTo(Wait.OBJECTS);
    assertThat(settings.upgrade().cleanupOnFail()).isTrue();
    assertThat(settings.upgrade().force()).isTrue();
    assertThat(settings.upgrade().oldValues()).isEqualTo(OldValues.KEEP);
    assertThat(settings.upgrade().takeOwnership()).isFalse();
    assertThat(settings.upgrade().method()).isEqualTo(ApplyChoice.SERVER_SIDE);
    assertThat(settings.upgradeCrds()).isEqualTo(CrdPolicy.CREATE_REPLACE);
    assertThat(settings.rollback().action().waitFor()).isEqualTo(Wait.NOTHING);
    assertThat(settings.rollback().cleanupOnFail()).isTrue();
    assertThat(settings.rollback().force()).isTrue();
    assertThat(settings.rollback().method()).isEqualTo(ApplyChoice.CLIENT_SIDE);
  }

  @Test
  void hearsWhatIsSaidOfUninstalls() {
    ActionSettings settings =
        settings(
            "uninstall: {keepHistory: true, deletionPropagation: foreground, disableWait: true}");

    assertThat(settings.uninstall().keepHistory()).isTrue();
    assertThat(settings.uninstall().propagation()).isEqualTo(Propagation.FOREGROUND);
    assertThat(settings.uninstall().action().waitFor()).isEqualTo(Wait.NOTHING);
  }

  static Stream<Arguments> switches() {
    return Stream.of(
        off("install: {disableWait: true}", s -> s.install().action().waitFor(), Wait.NOTHING),
        off("upgrade: {disableWait: true}", s -> s.upgrade().action().waitFor(), Wait.NOTHING),
        off("rollback: {disableWait: true}", s -> s.rollback().action().waitFor(), Wait.NOTHING),
        off("uninstall: {disableWait: true}", s -> s.uninstall().action().waitFor(), Wait.NOTHING),
        off(
            "install: {disableWaitForJobs: true}",
            s -> s.install().action().waitFor(),
            Wait.OBJECTS),
        off(
            "upgrade: {disableWaitForJobs: true}",
            s -> s.upgrade().action().waitFor(),
            Wait.OBJECTS),
        off(
            "rollback: {disableWaitForJobs: true}",
            s -> s.rollback().action().waitFor(),
            Wait.OBJECTS),
        off("install: {disableHooks: true}", s -> s.install().action().hooks(), false),
        off("upgrade: {disableHooks: true}", s -> s.upgrade().action().hooks(), false),
        off("rollback: {disableHooks: true}", s -> s.rollback().action().hooks(), false),
        off("uninstall: {disableHooks: true}", s -> s.uninstall().action().hooks(), false),
        off("install: {disableTakeOwnership: true}", s -> s.install().takeOwnership(), false),
        off("upgrade: {disableTakeOwnership: true}", s -> s.upgrade().takeOwnership(), false),
        off("install: {skipCRDs: true}", ActionSettings::installCrds, CrdPolicy.SKIP),
        off("upgrade: {crds: Skip}", ActionSettings::upgradeCrds, CrdPolicy.SKIP));
  }

  private static Arguments off(
      String spec, Function<ActionSettings, Object> setting, Object expected) {
    return Arguments.of(spec, setting, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("switches")
  void hearsEachSwitch(String spec, Function<ActionSettings, Object> setting, Object expected) {
    assertThat(setting.apply(settings(spec))).isEqualTo(expected);
    assertThat(setting.apply(settings("{}"))).as("without the switch").isNotEqualTo(expected);
  }

  /** Its own namespace is there already, and a tenant may not make any. */
  @Test
  void createsOnlyANamespaceThatTheSpecNames() {
    assertThat(settings("install: {createNamespace: true}").install().createNamespace()).isFalse();
  }

  @Test
  void mergesAsHelm3DidWhereTheGateSaysSoAndTheSpecNothing() {
    assertThat(new ActionSettings(settings("{}").spec(), true).install().method())
        .isEqualTo(ApplyMethod.CLIENT_SIDE);
    assertThat(
            new ActionSettings(settings("install: {serverSideApply: true}").spec(), true)
                .install()
                .method())
        .isEqualTo(ApplyMethod.SERVER_SIDE);
  }

  private static ActionSettings settings(String spec) {
    String object =
        """
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: {name: app}
        spec:
        """
            + spec.indent(2);
    return new ActionSettings(Serialization.unmarshal(object, HelmRelease.class).spec(), false);
  }
}
