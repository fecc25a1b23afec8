package dev.millrace.controller.notification.statuspage.web;

import dev.millrace.controller.notification.statuspage.viewer.ApiServer;
import dev.millrace.controller.notification.statuspage.viewer.Sessions;
import dev.millrace.controller.notification.statuspage.viewer.StatusPageSettings;
import dev.millrace.controller.notification.statuspage.viewer.Viewers;
import io.fabric8.kubernetes.client.Config;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The status page on a free port, as the controller puts it together. */
final class RunningStatusPage implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ApiServer api;
  private final StatusPageServer server;

  /** A page of a cluster whose open pages look for changes that often. */
  RunningStatusPage(Config cluster, Duration refresh) {
    Clock clock = Clock.systemUTC();
    StatusPageSettings settings = StatusPageSettings.usual(refresh, 10);
    Sessions sessions = new Sessions(settings, clock, new SecureRandom());
    api = ApiServer.of(cluster);
    server =
        StatusPageServer.start(
            vertx,
            "127.0.0.1",
            0,
            executor,
            new StatusPageSite(
                new Views(TestTemplates.engine(), clock),
                new Viewers(api, settings, sessions, clock, executor),
                sessions,
                settings));
  }

  int port() {
    return server.port();
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address(path)));
  }

  @Override
  public void close() {
    server.close();
    executor.shutdownNow();
    api.close();
    vertx.close();
  }
}
