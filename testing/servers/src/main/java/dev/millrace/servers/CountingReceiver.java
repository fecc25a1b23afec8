package dev.millrace.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The far end of a webhook: counts what arrives, how often, and in which order. */
public final class CountingReceiver implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("event (\\d+)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final int[] arrivals;
  private int distinct;
  private int total;
  private int last = -1;
  private int outOfOrder;

  private CountingReceiver(HttpServer server, int events) {
    this.server = server;
    this.arrivals = new int[events];
  }

  /**
   * Starts to listen.
   *
   * @param events how many there will be; they are numbered from 0
   */
  public static CountingReceiver start(int port, int events) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
    CountingReceiver receiver = new CountingReceiver(server, events);
    server.setExecutor(receiver.threads);
    server.createContext("/", receiver::receive);
    server.start();
    return receiver;
  }

  /** How many different events arrived. */
  public synchronized int distinct() {
    return distinct;
  }

  /** How often events arrived that had arrived before. */
  public synchronized int repeats() {
    return total - distinct;
  }

  /** How often an event arrived for the first time after a later one. */
  public synchronized int outOfOrder() {
    return outOfOrder;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher number = NUMBER.matcher(body);
    if (number.find()) {
      count(Integer.parseInt(number.group(1)));
    }
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private synchronized void count(int number) {
    total++;
    if (arrivals[number]++ == 0) {
      distinct++;
      if (number < last) {
        outOfOrder++;
      }
      last = Math.max(last, number);
    }
  }
}
