package dev.millrace.controller.helm.release;

import static dev.millrace.controller.helm.release.Situations.drift;
import static dev.millrace.controller.helm.release.Situations.installFailed;
import static dev.millrace.controller.helm.release.Situations.installs;
import static dev.millrace.controller.helm.release.Situations.leavingLast;
import static dev.millrace.controller.helm.release.Situations.none;
import static dev.millrace.controller.helm.release.Situations.release;
import static dev.millrace.controller.helm.release.Situations.retrying;
import static dev.millrace.controller.helm.release.Situations.spec;
import static dev.millrace.controller.helm.release.Situations.uninstalling;
import static dev.millrace.controller.helm.release.Situations.upgradeFailed;
import static dev.millrace.controller.helm.release.Situations.upgrades;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.helm.HelmReleaseSpec;
import dev.millrace.api.helm.HelmReleaseStatus;
import dev.millrace.api.helm.Snapshot;
import dev.millrace.api.meta.Timestamp;
import dev.millrace.controller.helm.release.ReleaseState.RollbackTarget;
import dev.millrace.helm.release.Release;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of FLUX.md 4.2. */
class DecisionTest {
  private static final Release RELEASE = release();
  private static final Snapshot BEFORE =
      new Snapshot(
          "v2",
          "sha256:0",
          "app",
          "ns",
          1,
          "superseded",
          "install",
          "app",
          "1.0.0",
          null,
          "d",
          Timestamp.MISSING,
          Timestamp.MISSING,
          null,
          null,
          null);
  private static final RollbackTarget PROVEN = new RollbackTarget.Proven(BEFORE);
  private static final RollbackTarget DOUBTFUL = new RollbackTarget.Doubtful("changed");
  private static final RollbackTarget MISSING = new RollbackTarget.Missing();

  /** A state, what the spec and the status say, whether a release is forced, and what follows. */
  record Row(
      String name,
      ReleaseState state,
      HelmReleaseSpec spec,
      HelmReleaseStatus status,
      boolean forced,
      Action expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    var absent = new ReleaseState.Absent("", false);
    var outOfSync = new ReleaseState.OutOfSync("");
    var unmanaged = new ReleaseState.Unmanaged("", Optional.empty());
    var same = new ReleaseState.Unmanaged("", Optional.of(RELEASE));
    var inSync = new ReleaseState.InSync(RELEASE);
    var drifted = new ReleaseState.Drifted(RELEASE, List.of());
    return Stream.of(
        row("installs what is absent", absent, spec(), none(), new Action.Install()),
        row(
            "installs again with retries left",
            absent,
            installs(1),
            installFailed(1),
            new Action.Install()),
        row(
            "gives up installing without retries",
            absent,
            spec(),
            installFailed(1),
            new Action.GiveUp()),
        row(
            "gives up installing after the last retry",
            absent,
            installs(2),
            installFailed(3),
            new Action.GiveUp()),
        row(
            "never gives up with negative retries",
            absent,
            installs(-1),
            installFailed(99),
            new Action.Install()),
        forced(
            "installs when forced, without retries",
            absent,
            spec(),
            installFailed(1),
            new Action.Install()),
        row(
            "unlocks what is pending",
            new ReleaseState.Locked(RELEASE),
            spec(),
            none(),
            new Action.Unlock()),
        row(
            "ends an interrupted uninstall",
            new ReleaseState.HalfUninstalled(RELEASE, false),
            spec(),
            none(),
            new Action.FinishUninstall()),
        row(
            "ends an interrupted uninstall of what failed as the remediation that it was",
            new ReleaseState.HalfUninstalled(RELEASE, true),
            installs(1),
            installFailed(1),
            new Action.UninstallFailed()),
        row(
            "ends an uninstall of what failed that was none of ours",
            new ReleaseState.HalfUninstalled(RELEASE, true),
            spec(),
            installFailed(1),
            new Action.FinishUninstall()),
        row(
            "remembers that what failed was uninstalled",
            new ReleaseState.Absent("", true),
            installs(1),
            installFailed(1),
            new Action.RecallUninstall()),
        row(
            "remembers no uninstall where the release would have been rolled back",
            new ReleaseState.Absent("", true),
            upgrades(1),
            upgradeFailed(1),
            new Action.Install()),
        row(
            "remembers no uninstall where what failed is left as it is",
            new ReleaseState.Absent("", true),
            spec(),
            installFailed(1),
            new Action.GiveUp()),
        row("upgrades what others released", unmanaged, spec(), none(), new Action.Upgrade(true)),
        row("adopts what others released just so", same, spec(), none(), new Action.Adopt(RELEASE)),
        forced(
            "upgrades what it could adopt, when forced",
            same,
            spec(),
            none(),
            new Action.Upgrade(true)),
        row(
            "remembers what a dead run did",
            new ReleaseState.Unrecorded(RELEASE, false),
            spec(),
            none(),
            new Action.Recall(RELEASE, false)),
        row(
            "counts the failure of a dead run",
            new ReleaseState.Unrecorded(RELEASE, true),
            spec(),
            none(),
            new Action.Recall(RELEASE, true)),
        row("upgrades what is out of sync", outOfSync, spec(), none(), new Action.Upgrade(false)),
        row(
            "gives up upgrading without retries",
            outOfSync,
            spec(),
            upgradeFailed(1),
            new Action.GiveUp()),
        forced(
            "upgrades when forced, without retries",
            outOfSync,
            spec(),
            upgradeFailed(1),
            new Action.Upgrade(false)),
        row(
            "keeps upgrading with the retry strategy",
            outOfSync,
            retrying(),
            upgradeFailed(9),
            new Action.Upgrade(false)),
        row(
            "tests what is untested",
            new ReleaseState.Untested(),
            spec(),
            none(),
            new Action.Test()),
        row(
            "upgrades what failed before anything was tried",
            failed(PROVEN),
            spec(),
            none(),
            new Action.Upgrade(false)),
        row(
            "upgrades what failed for reasons that are gone",
            failed(PROVEN),
            upgrades(1),
            upgradeFailed(0),
            new Action.Upgrade(false)),
        row(
            "gives up what failed without retries",
            failed(PROVEN),
            spec(),
            upgradeFailed(1),
            new Action.GiveUp()),
        row(
            "rolls back with retries left",
            failed(PROVEN),
            upgrades(1),
            upgradeFailed(1),
            new Action.Rollback(BEFORE)),
        row(
            "rolls the last failure back, too",
            failed(PROVEN),
            upgrades(1),
            upgradeFailed(2),
            new Action.Rollback(BEFORE)),
        row(
            "leaves the last failure if the spec says so",
            failed(PROVEN),
            leavingLast(),
            upgradeFailed(2),
            new Action.GiveUp()),
        row(
            "uninstalls if that is the strategy",
            failed(PROVEN),
            uninstalling(),
            upgradeFailed(1),
            new Action.UninstallFailed()),
        row(
            "uninstalls a failed install with retries left",
            failed(MISSING),
            installs(1),
            installFailed(1),
            new Action.UninstallFailed()),
        row(
            "leaves the last failed install",
            failed(MISSING),
            installs(1),
            installFailed(2),
            new Action.GiveUp()),
        row(
            "upgrades instead of rolling back to a changed record",
            failed(DOUBTFUL),
            upgrades(1),
            upgradeFailed(1),
            new Action.Upgrade(false)),
        row(
            "gives up without anything to roll back to",
            failed(MISSING),
            upgrades(1),
            upgradeFailed(1),
            new Action.GiveUpWithoutTarget()),
        forced(
            "upgrades what failed when forced",
            failed(PROVEN),
            upgrades(1),
            upgradeFailed(2),
            new Action.Upgrade(false)),
        row(
            "only retries with the retry strategy",
            failed(PROVEN),
            retrying(),
            upgradeFailed(3),
            new Action.Upgrade(false)),
        row(
            "corrects drift",
            drifted,
            drift("enabled"),
            none(),
            new Action.CorrectDrift(RELEASE, List.of())),
        row(
            "warns of drift",
            drifted,
            drift("warn"),
            none(),
            new Action.WarnOfDrift(RELEASE, List.of())),
        row("rests in sync", inSync, spec(), none(), new Action.Rest(RELEASE)),
        forced("upgrades in sync when forced", inSync, spec(), none(), new Action.Upgrade(false)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decides(Row row) {
    assertThat(Decision.of(row.state(), row.spec(), row.status(), row.forced(), false))
        .isEqualTo(row.expected());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void neverRemediatesWhenRetryIsTheDefault(Row row) {
    Action action = Decision.of(row.state(), row.spec(), row.status(), row.forced(), true);

    assertThat(action)
        .isNotInstanceOf(Action.Rollback.class)
        .isNotInstanceOf(Action.UninstallFailed.class)
        .isNotInstanceOf(Action.GiveUp.class);
  }

  private static Row row(
      String name, ReleaseState state, HelmReleaseSpec spec, HelmReleaseStatus status, Action to) {
    return new Row(name, state, spec, status, false, to);
  }

  private static Row forced(
      String name, ReleaseState state, HelmReleaseSpec spec, HelmReleaseStatus status, Action to) {
    return new Row(name, state, spec, status, true, to);
  }

  private static ReleaseState failed(RollbackTarget target) {
    return new ReleaseState.Failed("", target);
  }
}
