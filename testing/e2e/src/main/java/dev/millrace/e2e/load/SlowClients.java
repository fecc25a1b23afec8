package dev.millrace.e2e.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that hold connections: some never end their headers, some never end their body, some
 * never read the answer. Those that the server has cut off are replaced.
 */
final class SlowClients implements AutoCloseable {
  private static final List<String> OPENINGS =
      List.of(
          "POST / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{",
          "POST /hook/none HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");

  private final int port;
  private final Socket[] sockets;
  private final Thread thread;
  private volatile boolean running = true;
  private int replaced;

  private SlowClients(int port, int count) {
    this.port = port;
    this.sockets = new Socket[count];
    this.thread = Thread.ofPlatform().name("slow-clients").unstarted(this::drip);
  }

  /** Opens connections and keeps them busy with a byte a second. */
  static SlowClients attack(int port, int count) {
    SlowClients clients = new SlowClients(port, count);
    clients.thread.start();
    return clients;
  }

  /** How many connections the server has ended so far. */
  synchronized int replaced() {
    return replaced;
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.interrupt();
    thread.join();
    for (Socket socket : new ArrayList<>(List.of(sockets))) {
      end(socket);
    }
  }

  private void drip() {
    try {
      for (int round = 0; running; round++) {
        for (int i = 0; i < sockets.length; i++) {
          sockets[i] = alive(i, round);
        }
        Thread.sleep(1_000);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Socket alive(int index, int round) {
    Socket socket = sockets[index];
    try {
      if (socket != null && index % OPENINGS.size() < 2) {
        socket.getOutputStream().write('a');
      }
      if (socket != null && round % 60 != 59) {
        return socket;
      }
    } catch (IOException _) {
      count();
    }
    end(socket);
    return open(index);
  }

  private synchronized void count() {
    replaced++;
  }

  private Socket open(int index) {
    Socket socket = new Socket();
    try {
      socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
      socket
          .getOutputStream()
          .write(OPENINGS.get(index % OPENINGS.size()).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException _) {
      count();
    }
    return socket;
  }

  private static void end(Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException _) {
      // It is gone.
    }
  }
}
