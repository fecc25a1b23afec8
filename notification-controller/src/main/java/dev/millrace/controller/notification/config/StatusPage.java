package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.statuspage.viewer.ApiServer;
import dev.millrace.controller.notification.statuspage.viewer.Sessions;
import dev.millrace.controller.notification.statuspage.viewer.StatusPageSettings;
import dev.millrace.controller.notification.statuspage.viewer.Viewers;
import dev.millrace.controller.notification.statuspage.web.StatusPageServer;
import dev.millrace.controller.notification.statuspage.web.StatusPageSite;
import dev.millrace.controller.notification.statuspage.web.Views;
import dev.millrace.runtime.application.Companion;
import dev.millrace.runtime.flags.ListenAddress;
import io.fabric8.kubernetes.client.Config;
import io.quarkus.qute.Engine;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The server of the status page. It knows where the API server is, but not who we are there. */
@Singleton
final class StatusPage implements Companion {
  private final Vertx vertx;
  private final NotificationFlags flags;
  private final Config cluster;
  private final Engine templates;
  private final Clock clock;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable ApiServer api;
  private @Nullable StatusPageServer server;

  @Inject
  StatusPage(Vertx vertx, NotificationFlags flags, Config cluster, Engine templates, Clock clock) {
    this.vertx = vertx;
    this.flags = flags;
    this.cluster = cluster;
    this.templates = templates;
    this.clock = clock;
  }

  @Override
  public void start() {
    ListenAddress address = flags.statusPageAddr();
    if (address.isEnabled()) {
      api = ApiServer.of(cluster);
      StatusPageSite site = site(api);
      server =
          Listening.on(
              "--status-page-addr",
              address,
              () ->
                  StatusPageServer.start(
                      vertx, address.bindHost(), address.port(), requests, site));
    }
  }

  @Override
  public void stop() {
    requests.shutdownNow();
    if (server != null) {
      server.close();
    }
    if (api != null) {
      api.close();
    }
  }

  private StatusPageSite site(ApiServer api) {
    StatusPageSettings settings = flags.statusPage();
    Sessions sessions = new Sessions(settings, clock, new SecureRandom());
    return new StatusPageSite(
        new Views(templates, clock),
        new Viewers(api, settings, sessions, clock, requests),
        sessions,
        settings);
  }
}
