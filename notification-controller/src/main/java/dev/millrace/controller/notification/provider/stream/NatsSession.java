package dev.millrace.controller.notification.provider.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.controller.notification.provider.NotificationFailure;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The few lines of NATS' protocol that it takes to publish one message and know it arrived. */
final class NatsSession implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LINE_LIMIT = 64 * 1024;

  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private JsonNode info;

  private NatsSession(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = new BufferedOutputStream(socket.getOutputStream());
    this.info = readInfo();
  }

  /**
   * Hears the server's greeting, and goes on with TLS where either side asks for it.
   *
   * @param host what the server's certificate must be for
   */
  static NatsSession open(Socket socket, String host, boolean tls) throws IOException {
    NatsSession session = new NatsSession(socket);
    if (tls || session.info.path("tls_required").asBoolean(false)) {
      session.startTls(host);
    }
    return session;
  }

  /** What the server wants to have signed; empty when nothing. */
  String nonce() {
    return info.path("nonce").asText("");
  }

  /** Whether messages may have headers. */
  boolean takesHeaders() {
    return info.path("headers").asBoolean(false);
  }

  void connect(JsonNode options) throws IOException {
    write("CONNECT " + options + "\r\n");
  }

  /** Publishes; with an id, a stream that keeps messages drops repeats. */
  void publish(String subject, String id, byte[] payload) throws IOException {
    if (takesHeaders()) {
      byte[] head =
          ("NATS/1.0\r\nNats-Msg-Id: " + id + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
      write("HPUB %s %d %d\r\n".formatted(subject, head.length, head.length + payload.length));
      out.write(head);
    } else {
      write("PUB %s %d\r\n".formatted(subject, payload.length));
    }
    out.write(payload);
    write("\r\n");
  }

  /**
   * Waits until the server has worked on everything so far.
   *
   * @throws NotificationFailure when it complained
   */
  void flush() throws IOException {
    write("PING\r\n");
    out.flush();
    while (true) {
      String line = readLine();
      if (line.startsWith("PONG")) {
        return;
      }
      if (line.startsWith("-ERR")) {
        throw new NotificationFailure("the NATS server refused: " + line.substring(4).strip());
      }
      if (line.startsWith("PING")) {
        write("PONG\r\n");
        out.flush();
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void startTls(String host) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, socket.getPort(), true);
    var parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    socket = secure;
    in = new BufferedInputStream(secure.getInputStream());
    out = new BufferedOutputStream(secure.getOutputStream());
  }

  private JsonNode readInfo() throws IOException {
    String line = readLine();
    if (!line.startsWith("INFO ")) {
      throw new NotificationFailure("the server at the provider's address does not speak NATS");
    }
    try {
      return JSON.readTree(line.substring("INFO ".length()));
    } catch (JsonProcessingException _) {
      throw new NotificationFailure("the NATS server's greeting is not JSON");
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    int character = in.read();
    while (character != '\n') {
      if (character < 0 || line.length() > LINE_LIMIT) {
        throw new IOException("the connection ended");
      }
      line.append((char) character);
      character = in.read();
    }
    return line.toString();
  }
}
