package dev.millrace.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Accepts connections on any free port of this machine and gives each a thread of its own. */
final class Connections implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final ServerSocket socket;

  private Connections(ServerSocket socket) {
    this.socket = socket;
  }

  /**
   * Starts to listen.
   *
   * @param serve gets each connection, and closes it
   */
  static Connections accept(Consumer<Socket> serve) {
    try {
      var connections =
          new Connections(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(() -> connections.run(serve));
      return connections;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Host and port. */
  String host() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Consumer<Socket> serve) {
    try {
      while (!socket.isClosed()) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve.accept(client));
      }
    } catch (IOException _) {
      // It was closed.
    }
  }
}
