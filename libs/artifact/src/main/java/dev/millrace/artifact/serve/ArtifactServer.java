package dev.millrace.artifact.serve;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.millrace.artifact.storage.ArtifactStorage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a storage over HTTP, one virtual thread for each request. */
public final class ArtifactServer implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private final HttpServer server;
  private final ExecutorService threads;

  private ArtifactServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to listen.
   *
   * @param address port 0 takes a free one
   */
  public static ArtifactServer start(InetSocketAddress address, ArtifactStorage storage)
      throws IOException {
    var server = HttpServer.create(address, 0);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", handler(storage));
    server.start();
    return new ArtifactServer(server, threads);
  }

  /** The handler alone, for programs that have a server already. */
  public static HttpHandler handler(ArtifactStorage storage) {
    return new ArtifactHandler(storage);
  }

  /** The port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Stops to listen, and gives running downloads a few seconds to end. */
  @Override
  public void close() {
    server.stop((int) DRAIN.toSeconds());
    threads.shutdownNow();
  }
}
