package dev.millrace.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
  static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final ObjectMapper JSON = OciReplies.JSON;
  private static final Pattern ROUTE =
      Pattern.compile("/v2/(?<name>.+)/(?<kind>manifests|blobs|tags|referrers)/(?<rest>.*)");

  private static final Pattern REFERRER_TAG = Pattern.compile("sha256-[0-9a-f]{64}");

  private final LoopbackServer http;
  private final @Nullable Login login;

  private final OciBlobs blobs = new OciBlobs();
  private final Map<String, OciManifests> repositories = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger tagLists = new AtomicInteger();
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

  /** How many pages of tags were sent. */
  public int tagLists() {
    return tagLists.get();
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
    OciManifests.Manifest found = manifests(repository).find(tag);
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

  private ObjectNode descriptor(String mediaType, byte[] content) {
    String digest = blobs.put(content);
    return JSON.createObjectNode()
        .put("mediaType", mediaType)
        .put("digest", digest)
        .put("size", content.length);
  }

  private OciManifests manifests(String repository) {
    return repositories.computeIfAbsent(repository, _ -> new OciManifests());
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    if (!LoopbackServer.isAllowed(exchange, login)) {
      return;
    }
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/v2/")) {
      OciReplies.json(exchange, 200, JSON.createObjectNode());
      return;
    }
    Matcher route = ROUTE.matcher(path);
    if (!route.matches()) {
      OciReplies.error(exchange, 404, "UNSUPPORTED");
      return;
    }
    String repository = route.group("name");
    String rest = route.group("rest");
    switch (route.group("kind")) {
      case "tags" -> {
        tagLists.incrementAndGet();
        tags(exchange, repository);
      }
      case "manifests" -> manifest(exchange, repository, rest);
      case "referrers" -> referrers(exchange, repository, rest);
      default -> blobs.answer(exchange, repository, rest);
    }
  }

  private void tags(HttpExchange exchange, String repository) throws IOException {
    OciManifests known = repositories.get(repository);
    if (known == null) {
      OciReplies.error(exchange, 404, "NAME_UNKNOWN");
      return;
    }
    Query query = new Query(exchange.getRequestURI());
    String last = query.get("last");
    int limit = query.has("n") ? Integer.parseInt(query.get("n")) : 1000;
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
    OciReplies.json(exchange, 200, body);
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
      byte[] index = manifests(repository).referrers(reference.replace('-', ':'));
      LoopbackServer.bytes(exchange, 200, INDEX, index);
      return;
    }
    OciManifests.Manifest found = manifests(repository).find(reference);
    if (found == null) {
      OciReplies.error(exchange, 404, "MANIFEST_UNKNOWN");
      return;
    }
    exchange.getResponseHeaders().set("Docker-Content-Digest", Digests.of(found.content()));
    LoopbackServer.bytes(exchange, 200, found.mediaType(), found.content());
  }

  private void referrers(HttpExchange exchange, String repository, String digest)
      throws IOException {
    if (referrerTags) {
      OciReplies.error(exchange, 404, "NOT_FOUND");
      return;
    }
    LoopbackServer.bytes(exchange, 200, INDEX, manifests(repository).referrers(digest));
  }
}
