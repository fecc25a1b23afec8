package dev.millrace.runtime.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.runtime.flags.ListenAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Answers {@code /healthz} while the process lives and {@code /readyz} once it is ready. */
public final class HealthServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int NOT_FOUND = 404;

  private final @Nullable HttpServer server;

  private HealthServer(@Nullable HttpServer server) {
    this.server = server;
  }

  /** Starts to listen, unless the address says that no server is wanted. */
  public static HealthServer start(ListenAddress address, Readiness readiness) throws IOException {
    if (!address.isEnabled()) {
      return new HealthServer(null);
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(address.bindHost(), address.port()), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/healthz", exchange -> answer(exchange, "/healthz", () -> true));
    server.createContext("/readyz", exchange -> answer(exchange, "/readyz", readiness::isReady));
    server.start();
    return new HealthServer(server);
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, String path, BooleanSupplier good)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
        return;
      }
      boolean fine = good.getAsBoolean();
      byte[] body = (fine ? "ok" : "not ready").getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(fine ? OK : UNAVAILABLE, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
