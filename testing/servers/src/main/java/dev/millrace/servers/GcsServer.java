package dev.millrace.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Google Cloud Storage with one bucket, in pages of two objects, and the token services that lead
 * to it: {@code /token} for keys of service accounts, {@code /v1/token} for tokens of clusters.
 */
public final class GcsServer implements AutoCloseable {
  private static final String TOKEN = "ya29.in-process";

  private final LoopbackServer http;
  private final String bucket;
  private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

  private GcsServer(String bucket) {
    this.bucket = bucket;
    this.http = LoopbackServer.start(0, this::handle);
  }

  /** Starts a server. */
  public static GcsServer start(String bucket) {
    return new GcsServer(bucket);
  }

  /** The address, with neither a path nor a slash at its end. */
  public URI address() {
    return http.address();
  }

  /** Creates or replaces an object. */
  public void put(String name, String content) {
    objects.put(name, content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    http.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String root = "/storage/v1/b/" + bucket + "/o";
    if (path.equals("/token") || path.equals("/v1/token")) {
      exchange.getRequestBody().readAllBytes();
      json(exchange, "{\"access_token\":\"%s\",\"expires_in\":3600}".formatted(TOKEN));
    } else if (!("Bearer " + TOKEN).equals(authorization(exchange))) {
      LoopbackServer.text(exchange, 401, "{}");
    } else if (path.equals(root)) {
      json(exchange, listing(new Query(exchange.getRequestURI())));
    } else if (path.startsWith(root + "/")) {
      download(exchange, path.substring(root.length() + 1));
    } else {
      LoopbackServer.text(exchange, 404, "{}");
    }
  }

  private static String authorization(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private void download(HttpExchange exchange, String name) throws IOException {
    byte[] content = objects.get(name);
    if (content == null) {
      LoopbackServer.text(exchange, 404, "{}");
    } else {
      LoopbackServer.bytes(exchange, 200, "application/octet-stream", content);
    }
  }

  private String listing(Query query) {
    List<String> rest =
        objects.tailMap(query.get("pageToken"), false).keySet().stream()
            .filter(name -> name.startsWith(query.get("prefix")))
            .toList();
    List<String> page = rest.subList(0, Math.min(2, rest.size()));
    String items =
        String.join(
            ",",
            page.stream()
                .map(
                    name ->
                        "{\"name\":\"%s\",\"etag\":\"%s\",\"size\":\"%d\"}"
                            .formatted(name, etag(name), bytes(name).length))
                .toList());
    String next = page.size() < rest.size() ? ",\"nextPageToken\":\"" + page.getLast() + "\"" : "";
    return "{\"items\":[" + items + "]" + next + "}";
  }

  private byte[] bytes(String name) {
    return objects.getOrDefault(name, new byte[0]);
  }

  private String etag(String name) {
    return Digests.hex(bytes(name)).substring(0, 16);
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    LoopbackServer.bytes(exchange, 200, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }
}
