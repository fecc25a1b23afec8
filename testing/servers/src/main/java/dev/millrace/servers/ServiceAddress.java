package dev.millrace.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One address before several servers, as a Service is before pods: a connection goes to the first
 * server that takes it.
 */
public final class ServiceAddress implements AutoCloseable {
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Cut> cut = new AtomicReference<>();
  private final Connections connections;

  private ServiceAddress() {
    this.connections = Connections.accept(this::serve);
  }

  /** What happens to the next connection. */
  private record Cut(long afterBytes, Runnable event) {}

  /** Starts to listen, before nobody yet. */
  public static ServiceAddress start() {
    return new ServiceAddress();
  }

  /** Host and port. */
  public String host() {
    return connections.host();
  }

  /** Adds a server of this machine, after the others. */
  public void add(int port) {
    ports.add(port);
  }

  /** Breaks the next connection after some bytes of the answer, and lets something happen first. */
  public void cutNext(long afterBytes, Runnable event) {
    cut.set(new Cut(afterBytes, event));
  }

  @Override
  public void close() {
    connections.close();
  }

  private void serve(Socket client) {
    try (client;
        Socket server = connect()) {
      Thread.ofVirtual().start(() -> ask(client, server));
      Cut planned = cut.getAndSet(null);
      if (planned == null) {
        server.getInputStream().transferTo(client.getOutputStream());
      } else {
        copy(server.getInputStream(), client.getOutputStream(), planned.afterBytes);
        planned.event.run();
      }
    } catch (IOException _) {
      // The connection is lost; the client notices by itself.
    }
  }

  private static void ask(Socket client, Socket server) {
    try {
      client.getInputStream().transferTo(server.getOutputStream());
    } catch (IOException _) {
      // The answer's side ends as well.
    }
  }

  private Socket connect() throws IOException {
    for (int port : ports) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (IOException _) {
        // The next one may be alive.
      }
    }
    throw new IOException("no server is alive");
  }

  private static void copy(InputStream from, OutputStream to, long bytes) throws IOException {
    byte[] buffer = new byte[8192];
    long left = bytes;
    while (left > 0) {
      int read = from.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        return;
      }
      to.write(buffer, 0, read);
      left -= read;
    }
  }
}
