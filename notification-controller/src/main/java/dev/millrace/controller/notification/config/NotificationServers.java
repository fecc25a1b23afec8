package dev.millrace.controller.notification.config;

import dev.millrace.controller.notification.dispatch.EventIntake;
import dev.millrace.controller.notification.outbox.Outbox;
import dev.millrace.controller.notification.receiver.ReceiverRequests;
import dev.millrace.controller.notification.receiver.WebhookCall;
import dev.millrace.controller.notification.server.BoundedServer;
import dev.millrace.controller.notification.server.ServerMetrics;
import dev.millrace.controller.notification.server.StatusCodes;
import dev.millrace.runtime.application.Companion;
import dev.millrace.runtime.flags.ListenAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The server for events and the server for webhooks. */
@Singleton
final class NotificationServers implements Companion {
  private final Vertx vertx;
  private final NotificationFlags flags;
  private final KnownObjects known;
  private final EventIntake intake;
  private final Outbox outbox;
  private final MeterRegistry meters;
  private final ReceiverRequests receivers;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final List<BoundedServer> servers = new ArrayList<>();

  @Inject
  NotificationServers(
      Vertx vertx,
      NotificationFlags flags,
      KnownObjects known,
      EventIntake intake,
      Outbox outbox,
      MeterRegistry meters,
      ReceiverRequests receivers) {
    this.vertx = vertx;
    this.flags = flags;
    this.known = known;
    this.intake = intake;
    this.outbox = outbox;
    this.meters = meters;
    this.receivers = receivers;
  }

  @Override
  public void start() {
    known.start();
    outbox.start();
    listen("--events-addr", flags.eventsAddr(), "gotk.event", (_, _, body) -> intake.take(body));
    listen(
        "--receiverAddr",
        flags.receiverAddr(),
        "gotk.receiver",
        (path, headers, body) -> receivers.answer(path, new WebhookCall(headers, body)));
  }

  @Override
  public void stop() {
    servers.forEach(BoundedServer::close);
    requests.shutdown();
    outbox.close();
    known.stop();
  }

  private void listen(
      String flag, ListenAddress address, String metrics, StatusCodes.Handler handler) {
    if (address.isEnabled()) {
      StatusCodes responder =
          new StatusCodes(
              new ServerMetrics(meters, metrics, flags.exportHttpPathMetrics()), handler);
      servers.add(
          Listening.on(
              flag,
              address,
              () ->
                  BoundedServer.start(
                      vertx,
                      address.bindHost(),
                      address.port(),
                      requests,
                      BoundedServer.Patience.USUAL,
                      responder)));
    }
  }
}
