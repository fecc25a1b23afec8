package dev.millrace.controller.helm.config;

import dev.millrace.apply.cluster.Subscription;
import dev.millrace.cluster.ClusterConnection;
import dev.millrace.runtime.application.Companion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Spares renders the question which kinds the own cluster has, as long as they stay the same. */
@Singleton
final class FollowedKinds implements Companion {
  private final ClusterConnection own;
  private @Nullable Subscription watches;

  @Inject
  FollowedKinds(ClusterConnection own) {
    this.own = own;
  }

  @Override
  public void start() {
    watches = own.followKinds();
  }

  @Override
  public void stop() {
    if (watches != null) {
      watches.close();
    }
  }
}
