package dev.millrace.controller.source.gitrepository;

import dev.millrace.api.source.GitRepository;
import dev.millrace.controller.source.status.SourceCondition;
import dev.millrace.runtime.condition.ConditionPlan;
import dev.millrace.runtime.reconcile.Kind;
import java.time.Duration;

/** What the frame knows of GitRepository. */
final class GitRepositoryKind implements Kind<GitRepository> {
  @Override
  public ConditionPlan conditions() {
    return SourceCondition.INCLUDING;
  }

  @Override
  public Duration interval(GitRepository object) {
    return object.spec().interval().tryDuration().orElse(Duration.ZERO);
  }
}
