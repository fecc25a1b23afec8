package dev.millrace.chaos.proxy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;

/**
 * Plain HTTP on loopback for one controller, TLS with an administrator's certificate to the API
 * server. A connection serves one request, so that a fault hits nothing else.
 */
public final class ApiProxy implements AutoCloseable {
  private static final int HEAD_LIMIT = 64 * 1024;

  private final ServerSocket socket;
  private final SSLSocketFactory tls;
  private final URI server;
  private final Set<Socket> watches = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = Fault.NONE;

  private ApiProxy(ServerSocket socket, SSLSocketFactory tls, URI server) {
    this.socket = socket;
    this.tls = tls;
    this.server = server;
  }

  /** Starts a proxy before the server that a kubeconfig names. */
  public static ApiProxy before(Path kubeconfig) {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    try {
      ApiProxy proxy =
          new ApiProxy(
              new ServerSocket(0, 200, InetAddress.getLoopbackAddress()),
              SSLUtils.sslContext(config).getSocketFactory(),
              URI.create(config.getMasterUrl()));
      Thread.ofVirtual().start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the kubeconfig has no usable certificate", e);
    }
  }

  /** From now on, requests are judged so; watches that go on are not. */
  public void play(Fault next) {
    fault = next;
  }

  /** Ends all watches, so that they are asked for again. */
  public void cutWatches() {
    for (Socket watch : watches) {
      try {
        watch.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Writes a kubeconfig for this proxy. */
  public Path kubeconfig(Path file) {
    String text =
        """
        apiVersion: v1
        kind: Config
        clusters:
        - {name: proxy, cluster: {server: "http://127.0.0.1:%d"}}
        users:
        - {name: nobody, user: {token: the-proxy-signs-in}}
        contexts:
        - {name: proxy, context: {cluster: proxy, user: nobody}}
        current-context: proxy
        """
            .formatted(socket.getLocalPort());
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (!socket.isClosed()) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      // It was closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      ApiRequest request = ApiRequest.parse(head(client.getInputStream()));
      if (request.isWatch()) {
        watches.add(client);
      }
      switch (fault.judge(request)) {
        case Verdict.Forward() -> forward(client, request, Integer.MAX_VALUE);
        case Verdict.Cut(int bytes) -> forward(client, request, bytes);
        case Verdict.Delay(int milliseconds) -> {
          Thread.sleep(milliseconds);
          forward(client, request, Integer.MAX_VALUE);
        }
        case Verdict.Answer answer -> answer(client, answer);
        case Verdict.Elsewhere(String target) ->
            forward(client, request.withTarget(target), Integer.MAX_VALUE);
        case Verdict.After(Runnable action) -> {
          action.run();
          forward(client, request, Integer.MAX_VALUE);
        }
        case Verdict.Instead(Runnable action) -> action.run();
        case Verdict.InsteadOfAnswer(Runnable action) -> {
          forward(client, request, 0);
          action.run();
        }
      }
    } catch (IOException _) {
      // A connection is lost: the controller notices by itself.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      watches.remove(client);
    }
  }

  /** The answer is always read to its end, however little of it goes back. */
  private void forward(Socket client, ApiRequest request, int bytes) throws IOException {
    try (Socket upstream = tls.createSocket(server.getHost(), server.getPort())) {
      OutputStream out = upstream.getOutputStream();
      out.write(request.headToForward().getBytes(StandardCharsets.ISO_8859_1));
      Thread.ofVirtual().start(() -> copyBody(client, upstream, request.isWatch()));
      InputStream answer = upstream.getInputStream();
      byte[] buffer = new byte[16 * 1024];
      int left = bytes;
      for (int read = answer.read(buffer); read >= 0; read = answer.read(buffer)) {
        int now = Math.min(read, left);
        client.getOutputStream().write(buffer, 0, now);
        left -= now;
      }
    }
  }

  /** When the client of a watch hangs up, the API server need not go on. */
  private static void copyBody(Socket client, Socket upstream, boolean closes) {
    try {
      client.getInputStream().transferTo(upstream.getOutputStream());
      if (closes) {
        upstream.close();
      }
    } catch (IOException _) {
      // The other direction ends as well.
    }
  }

  private static void answer(Socket client, Verdict.Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d Fault\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(
                answer.status(),
                answer.header().isEmpty() ? "" : answer.header() + "\r\n",
                body.length);
    OutputStream out = client.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    client.shutdownOutput();
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) {
      int next = in.read();
      if (next < 0 || head.size() > HEAD_LIMIT) {
        throw new IOException("no request");
      }
      head.write(next);
      ends = next == "\r\n\r\n".charAt(ends) ? ends + 1 : next == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }
}
