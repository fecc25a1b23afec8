package dev.millrace.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An in-memory OCI registry: the pull, push, list and referrers parts of the distribution API, with
 * optional basic authentication.
 */
public final class OciRegistry implements AutoCloseable {
  /** The media type of an image manifest. */
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private static final String IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ROUTE =
      Pattern.compile("/v2/(?<name>.+)/(?<kind>manifests|blobs|tags|referrers)/(?<rest>.*)");

  private final LoopbackServer http;
  private final @Nullable Login login;
  private static final Pattern REFERRER_TAG = Pattern.compile("sha256-[0-9a-f]{64}");

  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final Map<String, Manifests> repositories = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger nextUpload = new AtomicInteger();
  private volatile boolean referrerTags;

  private OciRegistry(Transport transport, @Nullable Login login) {
    this.login = login;
    this.http = LoopbackServer.start(transport, this::handle);
  }

  /** Starts an open registry on any free port. */
  public static OciRegistry start() {
    return start(0, null);
  }

  /**
   * Starts a registry.
   *
   * @param port the port, or 0 for any that is free
   * @param login what to demand of clients, or null for nothing
   */
  public static OciRegistry start(int port, @Nullable Login login) {
    return start(Transport.http(port), login);
  }

  /**
   * Starts a registry.
   *
   * @param login what to demand of clients, or null for nothing
   */
  public static OciRegistry start(Transport transport, @Nullable Login login) {
    return new OciRegistry(transport, login);
  }

  /** The address, with neither a path nor a slash at its end. */
  public URI address() {
    return http.address();
  }

  /** Host and port, as they stand in an image reference. */
  public String host() {
    return http.address().getAuthority();
  }

  /** How many requests were answered. */
  public int requests() {
    return requests.get();
  }

  /** Puts a minimal image of one empty layer under a tag; returns the digest of its manifest. */
  public String putImage(String repository, String tag) {
    byte[] layer = (repository + ":" + tag).getBytes(StandardCharsets.UTF_8);
    return putArtifact(
        repository,
        tag,
        IMAGE_CONFIG,
        List.of(new Layer("application/vnd.oci.image.layer.v1.tar+gzip", layer)),
        Map.of());
  }

  /** Puts an artifact of the given layers under a tag; returns the digest of its manifest. */
  public String putArtifact(
      String repository,
      String tag,
      String configMediaType,
      List<Layer> layers,
      Map<String, String> annotations) {
    ObjectNode manifest = manifest(configMediaType, layers);
    if (!annotations.isEmpty()) {
      ObjectNode node = manifest.putObject("annotations");
      new TreeMap<>(annotations).forEach(node::put);
    }
    return put(repository, tag, manifest);
  }

  /**
   * Puts an image under a tag; returns the digest of its manifest.
   *
   * @param config its configuration in JSON, with {@code os}, {@code architecture}, {@code created}
   */
  public String putImage(String repository, String tag, String config) {
    byte[] layer = (repository + ":" + tag).getBytes(StandardCharsets.UTF_8);
    ObjectNode manifest =
        manifest(
            IMAGE_CONFIG, List.of(new Layer("application/vnd.oci.image.layer.v1.tar+gzip", layer)));
    manifest.set("config", descriptor(IMAGE_CONFIG, config.getBytes(StandardCharsets.UTF_8)));
    return put(repository, tag, manifest);
  }

  /** Puts an artifact of one layer that refers to another manifest. */
  public void putReferrer(String repository, String subject, String artifactType, Layer layer) {
    ObjectNode manifest = manifest("application/vnd.oci.empty.v1+json", List.of(layer));
    manifest.put("artifactType", artifactType);
    byte[] content = manifests(repository).content(subject);
    manifest
        .putObject("subject")
        .put("mediaType", MANIFEST)
        .put("digest", subject)
        .put("size", content.length);
    put(repository, "", manifest);
  }

  /**
   * Puts an index of manifests under a tag; returns its digest.
   *
   * @param platforms the digests of the manifests by {@code os/architecture}
   */
  public String putIndex(String repository, String tag, Map<String, String> platforms) {
    ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", INDEX);
    ArrayNode list = index.putArray("manifests");
    new TreeMap<>(platforms)
        .forEach(
            (platform, digest) -> {
              String[] parts = platform.split("/", 2);
              ObjectNode entry = list.addObject().put("mediaType", MANIFEST).put("digest", digest);
              entry.put("size", manifests(repository).content(digest).length);
              entry.putObject("platform").put("os", parts[0]).put("architecture", parts[1]);
            });
    return put(repository, tag, INDEX, index);
  }

  private ObjectNode manifest(String configMediaType, List<Layer> layers) {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", MANIFEST);
    manifest.set("config", descriptor(configMediaType, "{}".getBytes(StandardCharsets.UTF_8)));
    ArrayNode list = manifest.putArray("layers");
    for (Layer layer : layers) {
      ObjectNode descriptor = descriptor(layer.mediaType(), layer.content());
      if (!layer.annotations().isEmpty()) {
        ObjectNode node = descriptor.putObject("annotations");
        new TreeMap<>(layer.annotations()).forEach(node::put);
      }
      list.add(descriptor);
    }
    return manifest;
  }

  /** Stores a manifest under its digest and, unless it is empty, a tag. */
  private String put(String repository, String tag, ObjectNode manifest) {
    return put(repository, tag, MANIFEST, manifest);
  }

  private String put(String repository, String tag, String mediaType, ObjectNode manifest) {
    try {
      byte[] content = JSON.writeValueAsBytes(manifest);
      manifests(repository).put(tag, mediaType, content);
      return Digests.of(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The digest of the manifest under a tag. */
  public String digest(String repository, String tag) {
    Manifest found = manifests(repository).find(tag);
    if (found == null) {
      throw new IllegalArgumentException("there is no tag " + tag);
    }
    return Digests.of(found.content());
  }

  /** How many bytes a manifest has. */
  public int size(String repository, String digest) {
    return manifests(repository).content(digest).length;
  }

  /** Lists referrers under tags from now on, as registries do that have no call for it. */
  public void useReferrerTags() {
    referrerTags = true;
  }

  /** Takes a tag away; its manifest stays reachable by digest. */
  public void removeTag(String repository, String tag) {
    manifests(repository).tags.remove(tag);
  }

  @Override
  public void close() {
    http.close();
  }

  /** A layer to put: its media type, its bytes and what is noted at it. */
  public record Layer(String mediaType, byte[] content, Map<String, String> annotations) {
    /** A layer without annotations. */
    public Layer(String mediaType, byte[] content) {
      this(mediaType, content, Map.of());
    }
  }

  private record Manifest(String mediaType, byte[] content) {}

  private static final class Manifests {
    final ConcurrentSkipListMap<String, String> tags = new ConcurrentSkipListMap<>();
    final Map<String, Manifest> byDigest = new ConcurrentHashMap<>();

    void put(String reference, String mediaType, byte[] content) {
      String digest = Digests.of(content);
      byDigest.put(digest, new Manifest(mediaType, content));
      if (!reference.isEmpty() && !reference.startsWith("sha256:")) {
        tags.put(reference, digest);
      }
    }

    byte[] content(String digest) {
      Manifest found = find(digest);
      if (found == null) {
        throw new IllegalArgumentException("there is no manifest " + digest);
      }
      return found.content();
    }

    @Nullable Manifest find(String reference) {
      String digest = reference.startsWith("sha256:") ? reference : tags.get(reference);
      return digest == null ? null : byDigest.get(digest);
    }
  }

  private ObjectNode descriptor(String mediaType, byte[] content) {
    String digest = Digests.of(content);
    blobs.put(digest, content);
    return JSON.createObjectNode()
        .put("mediaType", mediaType)
        .put("digest", digest)
        .put("size", content.length);
  }

  private Manifests manifests(String repository) {
    return repositories.computeIfAbsent(repository, _ -> new Manifests());
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    if (!LoopbackServer.isAllowed(exchange, login)) {
      return;
    }
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/v2/")) {
      json(exchange, 200, JSON.createObjectNode());
      return;
    }
    Matcher route = ROUTE.matcher(path);
    if (!route.matches()) {
      error(exchange, 404, "UNSUPPORTED");
      return;
    }
    String repository = route.group("name");
    String rest = route.group("rest");
    switch (route.group("kind")) {
      case "tags" -> tags(exchange, repository);
      case "manifests" -> manifest(exchange, repository, rest);
      case "referrers" -> referrers(exchange, repository, rest);
      default -> blob(exchange, repository, rest);
    }
  }

  private void tags(HttpExchange exchange, String repository) throws IOException {
    Manifests known = repositories.get(repository);
    if (known == null) {
      error(exchange, 404, "NAME_UNKNOWN");
      return;
    }
    Map<String, String> query = query(exchange);
    String last = query.getOrDefault("last", "");
    int limit = Integer.parseInt(query.getOrDefault("n", "1000"));
    List<String> page = known.tags.tailMap(last, false).keySet().stream().limit(limit).toList();
    if (page.size() == limit && !known.tags.tailMap(page.getLast(), false).isEmpty()) {
      exchange
          .getResponseHeaders()
          .set(
              "Link",
              "</v2/%s/tags/list?n=%d&last=%s>; rel=\"next\""
                  .formatted(repository, limit, page.getLast()));
    }
    ObjectNode body = JSON.createObjectNode().put("name", repository);
    page.forEach(body.putArray("tags")::add);
    json(exchange, 200, body);
  }

  private void manifest(HttpExchange exchange, String repository, String reference)
      throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      byte[] content = exchange.getRequestBody().readAllBytes();
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      manifests(repository).put(reference, type == null ? MANIFEST : type, content);
      exchange.getResponseHeaders().set("Docker-Content-Digest", Digests.of(content));
      LoopbackServer.text(exchange, 201, "");
      return;
    }
    if (referrerTags && REFERRER_TAG.matcher(reference).matches()) {
      byte[] index = referrers(repository, reference.replace('-', ':'));
      LoopbackServer.bytes(exchange, 200, INDEX, index);
      return;
    }
    Manifest found = manifests(repository).find(reference);
    if (found == null) {
      error(exchange, 404, "MANIFEST_UNKNOWN");
      return;
    }
    exchange.getResponseHeaders().set("Docker-Content-Digest", Digests.of(found.content()));
    LoopbackServer.bytes(exchange, 200, found.mediaType(), found.content());
  }

  private void referrers(HttpExchange exchange, String repository, String digest)
      throws IOException {
    if (referrerTags) {
      error(exchange, 404, "NOT_FOUND");
      return;
    }
    LoopbackServer.bytes(exchange, 200, INDEX, referrers(repository, digest));
  }

  private byte[] referrers(String repository, String digest) throws IOException {
    ObjectNode index =
        JSON.createObjectNode()
            .put("schemaVersion", 2)
            .put("mediaType", "application/vnd.oci.image.index.v1+json");
    ArrayNode list = index.putArray("manifests");
    for (Manifest each : manifests(repository).byDigest.values()) {
      JsonNode manifest = JSON.readTree(each.content());
      if (manifest.path("subject").path("digest").asText().equals(digest)) {
        ObjectNode descriptor =
            list.addObject()
                .put("mediaType", each.mediaType())
                .put("digest", Digests.of(each.content()))
                .put("size", each.content().length)
                .put(
                    "artifactType",
                    manifest
                        .path("artifactType")
                        .asText(manifest.path("config").path("mediaType").asText()));
        if (manifest.has("annotations")) {
          descriptor.set("annotations", manifest.get("annotations"));
        }
      }
    }
    return JSON.writeValueAsBytes(index);
  }

  private void blob(HttpExchange exchange, String repository, String rest) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "POST" -> startUpload(exchange, repository);
      case "PATCH" -> appendToUpload(exchange, repository, rest);
      case "PUT" -> finishUpload(exchange, rest);
      default -> {
        byte[] content = blobs.get(rest);
        if (content == null) {
          error(exchange, 404, "BLOB_UNKNOWN");
          return;
        }
        exchange.getResponseHeaders().set("Docker-Content-Digest", rest);
        LoopbackServer.bytes(exchange, 200, "application/octet-stream", content);
      }
    }
  }

  private void startUpload(HttpExchange exchange, String repository) throws IOException {
    String digest = query(exchange).get("digest");
    byte[] content = exchange.getRequestBody().readAllBytes();
    if (digest != null) {
      store(exchange, digest, content);
      return;
    }
    String id = String.valueOf(nextUpload.incrementAndGet());
    uploads.put(id, new ByteArrayOutputStream());
    exchange.getResponseHeaders().set("Location", "/v2/" + repository + "/blobs/uploads/" + id);
    LoopbackServer.text(exchange, 202, "");
  }

  private void appendToUpload(HttpExchange exchange, String repository, String rest)
      throws IOException {
    String id = rest.substring("uploads/".length());
    ByteArrayOutputStream upload = uploads.get(id);
    if (upload == null) {
      error(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
      return;
    }
    exchange.getRequestBody().transferTo(upload);
    exchange.getResponseHeaders().set("Location", "/v2/" + repository + "/blobs/uploads/" + id);
    LoopbackServer.text(exchange, 202, "");
  }

  private void finishUpload(HttpExchange exchange, String rest) throws IOException {
    ByteArrayOutputStream upload = uploads.remove(rest.substring("uploads/".length()));
    String digest = query(exchange).get("digest");
    if (upload == null || digest == null) {
      error(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
      return;
    }
    exchange.getRequestBody().transferTo(upload);
    store(exchange, digest, upload.toByteArray());
  }

  private void store(HttpExchange exchange, String digest, byte[] content) throws IOException {
    if (!Digests.of(content).equals(digest)) {
      error(exchange, 400, "DIGEST_INVALID");
      return;
    }
    blobs.put(digest, content);
    exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
    LoopbackServer.text(exchange, 201, "");
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    Map<String, String> result = new TreeMap<>();
    if (query != null) {
      Arrays.stream(query.split("&", -1))
          .map(part -> part.split("=", 2))
          .forEach(pair -> result.put(pair[0], pair.length > 1 ? pair[1] : ""));
    }
    return result;
  }

  private static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
    LoopbackServer.bytes(exchange, status, "application/json", JSON.writeValueAsBytes(body));
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getRequestBody().readAllBytes();
    ObjectNode body = JSON.createObjectNode();
    body.putArray("errors")
        .addObject()
        .put("code", code)
        .put("message", code.toLowerCase(java.util.Locale.ROOT));
    json(exchange, status, body);
  }
}
