package dev.millrace.controller.helm.release;

import dev.millrace.api.helm.Snapshot;
import dev.millrace.apply.ObjectDrift;
import dev.millrace.helm.release.Release;
import java.util.List;

/** What is to be done about a release. */
public sealed interface Action {
  /** What is done at most once in a run. */
  enum Type {
    RELEASE,
    REMEDIATE,
    TEST,
    UNLOCK,
    CORRECT_DRIFT,
    ADOPT
  }

  /** Something to do. */
  sealed interface Step extends Action {
    /** What counts against doing it twice. */
    Type type();

    /** The word in messages. */
    String name();
  }

  record Install() implements Step {
    @Override
    public Type type() {
      return Type.RELEASE;
    }

    @Override
    public String name() {
      return "install";
    }
  }

  /**
   * @param afresh whether what was remembered is of another release and counts no more
   */
  record Upgrade(boolean afresh) implements Step {
    @Override
    public Type type() {
      return Type.RELEASE;
    }

    @Override
    public String name() {
      return "upgrade";
    }
  }

  /** Remembers a release that is as wanted already. */
  record Adopt(Release release) implements Step {
    @Override
    public Type type() {
      return Type.ADOPT;
    }

    @Override
    public String name() {
      return "adopt";
    }
  }

  /**
   * Remembers what a run did that died before the status said so.
   *
   * @param failedAttempt whether that counts as a failure
   */
  record Recall(Release release, boolean failedAttempt) implements Step {
    @Override
    public Type type() {
      return Type.ADOPT;
    }

    @Override
    public String name() {
      return "recall";
    }
  }

  /** Says that a release that failed was uninstalled, by a run that died before it said so. */
  record RecallUninstall() implements Step {
    @Override
    public Type type() {
      return Type.ADOPT;
    }

    @Override
    public String name() {
      return "recall";
    }
  }

  record Test() implements Step {
    @Override
    public Type type() {
      return Type.TEST;
    }

    @Override
    public String name() {
      return "test";
    }
  }

  record Rollback(Snapshot target) implements Step {
    @Override
    public Type type() {
      return Type.REMEDIATE;
    }

    @Override
    public String name() {
      return "rollback";
    }
  }

  /** Uninstalls a release that failed. */
  record UninstallFailed() implements Step {
    @Override
    public Type type() {
      return Type.REMEDIATE;
    }

    @Override
    public String name() {
      return "uninstall";
    }
  }

  /** Uninstalls what an interrupted run left. */
  record FinishUninstall() implements Step {
    @Override
    public Type type() {
      return Type.UNLOCK;
    }

    @Override
    public String name() {
      return "uninstall";
    }
  }

  record Unlock() implements Step {
    @Override
    public Type type() {
      return Type.UNLOCK;
    }

    @Override
    public String name() {
      return "unlock";
    }
  }

  record CorrectDrift(Release release, List<ObjectDrift> drifts) implements Step {
    /** Copies the list. */
    public CorrectDrift {
      drifts = List.copyOf(drifts);
    }

    @Override
    public Type type() {
      return Type.CORRECT_DRIFT;
    }

    @Override
    public String name() {
      return "correct cluster drift";
    }
  }

  /** Only says that objects were changed. */
  record WarnOfDrift(Release release, List<ObjectDrift> drifts) implements Action {
    /** Copies the list. */
    public WarnOfDrift {
      drifts = List.copyOf(drifts);
    }
  }

  /** Nothing is to be done. */
  record Rest(Release release) implements Action {}

  /** No attempts are left. */
  record GiveUp() implements Action {}

  /** The release should be rolled back, and there is nothing to roll back to. */
  record GiveUpWithoutTarget() implements Action {}
}
