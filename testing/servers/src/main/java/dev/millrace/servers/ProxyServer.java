package dev.millrace.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy: forwards plain requests and tunnels for {@code CONNECT}. */
public final class ProxyServer implements AutoCloseable {
  private final @Nullable Login login;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Connections connections;

  private ProxyServer(@Nullable Login login) {
    this.login = login;
    this.connections = Connections.accept(this::serve);
  }

  /**
   * Starts a proxy on any free port.
   *
   * @param login what to demand of clients, or null for nothing
   */
  public static ProxyServer start(@Nullable Login login) {
    return new ProxyServer(login);
  }

  /** The address for clients. */
  public URI address() {
    return URI.create("http://" + connections.host());
  }

  /** The first lines of the requests that were let through. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    connections.close();
  }

  private void serve(Socket client) {
    try (client) {
      byte[] head = head(client.getInputStream());
      String text = new String(head, StandardCharsets.ISO_8859_1);
      String[] request = text.substring(0, text.indexOf("\r\n")).split(" ", -1);
      if (!isAllowed(text)) {
        say(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"");
        return;
      }
      requests.add(request[0] + " " + request[1]);
      boolean tunnel = request[0].equals("CONNECT");
      URI target = URI.create(tunnel ? "tcp://" + request[1] : request[1]);
      try (Socket server = new Socket(target.getHost(), target.getPort())) {
        if (tunnel) {
          client
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } else {
          server.getOutputStream().write(head);
        }
        Thread back = Thread.ofVirtual().start(() -> copy(server, client));
        copy(client, server);
        back.join();
      }
    } catch (IOException _) {
      // The connection is lost; the client notices by itself.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isAllowed(String head) {
    if (login == null) {
      return true;
    }
    String clear = login.username() + ":" + login.password();
    String wanted = Base64.getEncoder().encodeToString(clear.getBytes(StandardCharsets.UTF_8));
    return head.toLowerCase(Locale.ROOT)
        .contains("proxy-authorization: basic " + wanted.toLowerCase(Locale.ROOT));
  }

  private static void say(Socket client, String answer) throws IOException {
    client
        .getOutputStream()
        .write(
            ("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || head.size() > 64 * 1024) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    return head.toByteArray();
  }

  private static void copy(Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      from.getInputStream().transferTo(out);
      to.shutdownOutput();
    } catch (IOException _) {
      // The other direction ends as well.
    }
  }
}
