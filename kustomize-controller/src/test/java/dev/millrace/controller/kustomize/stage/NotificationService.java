package dev.millrace.controller.kustomize.stage;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what controllers tell, in place of a notification-controller. */
public final class NotificationService implements AutoCloseable {
  private final HttpServer server;
  private final List<String> received = new CopyOnWriteArrayList<>();

  private NotificationService(HttpServer server) {
    this.server = server;
  }

  /** Starts at an address of its own. */
  public static NotificationService start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    NotificationService service = new NotificationService(server);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          service.received.add(new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    server.start();
    return service;
  }

  /** Where it is, for {@code --events-addr}. */
  public String address() {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  /** The events that it got, as JSON. */
  public List<String> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
