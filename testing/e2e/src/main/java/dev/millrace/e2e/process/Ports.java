package dev.millrace.e2e.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free ports on loopback, for programs that listen a little later or again after a restart.
 *
 * <p>They lie below the range from which systems take the ports of outgoing connections: such a
 * connection could hold the port by the time the program listens.
 */
public final class Ports {
  private static final int LOWEST = 12_000;
  private static final int BELOW = 32_000;

  /** Two programs that are given ports before either listens must not be given the same one. */
  private static final AtomicInteger LAST =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(LOWEST, BELOW));

  private Ports() {}

  /** A port that was free a moment ago and that nobody else was given, as far as there are more. */
  public static int free() {
    while (true) {
      int port = LAST.updateAndGet(last -> last + 1 < BELOW ? last + 1 : LOWEST);
      if (isFree(port)) {
        return port;
      }
    }
  }

  /** The wanted port if nobody has it, else a free one. */
  public static int preferred(int wanted) {
    return isFree(wanted) ? wanted : free();
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
