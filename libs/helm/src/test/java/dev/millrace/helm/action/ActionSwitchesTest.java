package dev.millrace.helm.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.helm.action.ActionOptions.Wait;
import dev.millrace.helm.chart.Chart;
import dev.millrace.helm.dependency.Charts;
import dev.millrace.helm.release.ApplyMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waiting and hooks can be switched off for each action by itself (FLUX.md 4.1). */
class ActionSwitchesTest {
  private static final String EVENTS =
      "pre-install,post-install,pre-upgrade,post-upgrade,pre-rollback,post-rollback,pre-delete,"
          + "post-delete";
  private static final Chart CHART =
      Charts.of(
          Map.of(
              "Chart.yaml",
              "name: app",
              "templates/objects.yaml",
              """
              apiVersion: v1
              kind: ConfigMap
              metadata: {name: cm}
              """,
              "templates/hook.yaml",
              """
              apiVersion: batch/v1
              kind: Job
              metadata:
                name: hook
                annotations:
                  helm.sh/hook: EVENTS
              """
                  .replace("EVENTS", EVENTS)));

  private final Waits waits = new Waits();
  private final ActionScene scene = new ActionScene(waits);

  /** What is done to a release. */
  enum Doing {
    INSTALL {
      @Override
      void to(ActionContext context, ActionOptions options) throws ActionException {
        new InstallAction(
                context,
                new InstallAction.Options(options, ApplyMethod.SERVER_SIDE, false, false, true))
            .run("rel", "ns", ChartSource.of(CHART, Map.of()));
      }
    },
    UPGRADE {
      @Override
      void to(ActionContext context, ActionOptions options) throws ActionException {
        new UpgradeAction(
                context,
                new UpgradeAction.Options(
                    options,
                    ApplyChoice.AS_BEFORE,
                    false,
                    false,
                    true,
                    UpgradeAction.OldValues.FORGET))
            .run("rel", ChartSource.of(CHART, Map.of()));
      }
    },
    ROLLBACK {
      @Override
      void to(ActionContext context, ActionOptions options) throws ActionException {
        new RollbackAction(
                context, new RollbackAction.Options(options, ApplyChoice.AS_BEFORE, false, false))
            .run("rel", 1);
      }
    },
    UNINSTALL {
      @Override
      void to(ActionContext context, ActionOptions options) throws ActionException {
        new UninstallAction(
                context,
                new UninstallAction.Options(options, false, ReleaseCluster.Propagation.BACKGROUND))
            .run("rel");
      }
    };

    abstract void to(ActionContext context, ActionOptions options) throws ActionException;
  }

  @ParameterizedTest
  @EnumSource
  void waitsAndRunsHooksUnlessToldNotTo(Doing doing) throws Exception {
    perform(doing, ActionOptions.defaults());

    assertThat(waits.told)
        .containsExactly(doing == Doing.UNINSTALL ? "deletion" : "readiness, jobs too");
    assertThat(scene.cluster.requests()).filteredOn("hook Job/hook"::equals).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void waitsForNothingWhenToldNotTo(Doing doing) throws Exception {
    perform(doing, ActionOptions.defaults().withWait(Wait.NOTHING));

    assertThat(waits.told).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "UNINSTALL", mode = EnumSource.Mode.EXCLUDE)
  void waitsForNoJobsWhenToldNotTo(Doing doing) throws Exception {
    perform(doing, ActionOptions.defaults().withWait(Wait.OBJECTS));

    assertThat(waits.told).containsExactly("readiness, jobs not");
  }

  @ParameterizedTest
  @EnumSource
  void runsNoHooksWhenToldNotTo(Doing doing) throws Exception {
    perform(doing, ActionOptions.defaults().withHooks(false));

    assertThat(scene.cluster.requests()).doesNotContain("hook Job/hook", "create Job/hook");
  }

  /** Does it to what an install left, unless it is one. */
  private void perform(Doing doing, ActionOptions options) throws Exception {
    if (doing != Doing.INSTALL) {
      Doing.INSTALL.to(scene.context, ActionOptions.defaults());
      waits.told.clear();
      scene.cluster.clear();
    }
    doing.to(scene.context, options);
  }

  /** Hears what is waited for, but for hooks of earlier runs. */
  private static final class Waits extends ActionScene.FailingCluster {
    private final List<String> told = new ArrayList<>();

    @Override
    public void awaitReady(List<ManifestObject> awaited, boolean jobs, Duration timeout)
        throws ClusterException {
      told.add("readiness, jobs " + (jobs ? "too" : "not"));
      super.awaitReady(awaited, jobs, timeout);
    }

    @Override
    public void awaitDeleted(List<ObjectRef> refs, Duration timeout) throws ClusterException {
      if (refs.stream().noneMatch(ref -> ref.name().equals("hook"))) {
        told.add("deletion");
      }
      super.awaitDeleted(refs, timeout);
    }
  }
}
