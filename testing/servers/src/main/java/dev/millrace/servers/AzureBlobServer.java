package dev.millrace.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Azure Blob Storage with one container, in pages of two blobs, open to whoever signs with the key
 * of the account or shows the shared access signature.
 */
public final class AzureBlobServer implements AutoCloseable {
  /** The key of the storage account. */
  public static final String ACCOUNT_KEY =
      Base64.getEncoder().encodeToString("an account key".getBytes(StandardCharsets.UTF_8));

  /** A shared access signature. */
  public static final String SIGNATURE = "sv=2021-12-02&sp=rl&sig=c2lnbmVk";

  private final LoopbackServer http;
  private final String container;
  private final ConcurrentSkipListMap<String, byte[]> blobs = new ConcurrentSkipListMap<>();

  private AzureBlobServer(String container) {
    this.container = container;
    this.http = LoopbackServer.start(0, this::handle);
  }

  /** Starts a server. */
  public static AzureBlobServer start(String container) {
    return new AzureBlobServer(container);
  }

  /** Scheme, host and port. */
  public String endpoint() {
    return http.address().toString();
  }

  /** Creates or replaces a blob. */
  public void put(String name, String content) {
    blobs.put(name, content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    http.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Query query = new Query(exchange.getRequestURI());
    if (!query.get("sig").equals("c2lnbmVk") && !isSigned(exchange)) {
      LoopbackServer.text(exchange, 403, "<Error><Code>AuthenticationFailed</Code></Error>");
    } else if (path.equals("/" + container) && query.get("comp").equals("list")) {
      byte[] listing = ("\uFEFF" + listing(query)).getBytes(StandardCharsets.UTF_8);
      LoopbackServer.bytes(exchange, 200, "application/xml", listing);
    } else {
      download(exchange, path.substring(Math.min(path.length(), container.length() + 2)));
    }
  }

  private void download(HttpExchange exchange, String name) throws IOException {
    byte[] content = blobs.get(name);
    if (content == null) {
      LoopbackServer.text(exchange, 404, "<Error><Code>BlobNotFound</Code></Error>");
    } else {
      LoopbackServer.bytes(exchange, 200, "application/octet-stream", content);
    }
  }

  private String listing(Query query) {
    List<String> rest =
        blobs.tailMap(query.get("marker"), false).keySet().stream()
            .filter(name -> name.startsWith(query.get("prefix")))
            .toList();
    List<String> page = rest.subList(0, Math.min(2, rest.size()));
    String all =
        page.stream()
            .map(
                name ->
                    ("<Blob><Name>%s</Name><Properties><Etag>0x%s</Etag>"
                            + "<Content-Length>%d</Content-Length></Properties></Blob>")
                        .formatted(
                            name, Digests.hex(bytes(name)).substring(0, 16), bytes(name).length))
            .collect(Collectors.joining());
    String next = page.size() < rest.size() ? page.getLast() : "";
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>%s</Blobs>"
            .formatted(all)
        + "<NextMarker>%s</NextMarker></EnumerationResults>".formatted(next);
  }

  private byte[] bytes(String name) {
    return blobs.getOrDefault(name, new byte[0]);
  }

  /** Whether it is signed with the account's key, as the documentation of the service says. */
  private static boolean isSigned(HttpExchange exchange) {
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    if (shown == null || !shown.startsWith("SharedKey ")) {
      return false;
    }
    String account = shown.substring("SharedKey ".length(), shown.indexOf(':'));
    String toSign =
        exchange.getRequestMethod()
            + "\n\n\n\n\n\n\n\n\n\n\n\n"
            + "x-ms-date:"
            + exchange.getRequestHeaders().getFirst("x-ms-date")
            + "\nx-ms-version:"
            + exchange.getRequestHeaders().getFirst("x-ms-version")
            + "\n/"
            + account
            + exchange.getRequestURI().getRawPath()
            + canonical(exchange.getRequestURI().getQuery());
    return shown.endsWith(":" + signature(toSign));
  }

  private static String canonical(String query) {
    return query == null
        ? ""
        : Arrays.stream(query.split("&"))
            .sorted()
            .map(pair -> "\n" + pair.replaceFirst("=", ":"))
            .collect(Collectors.joining());
  }

  private static String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(ACCOUNT_KEY), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
