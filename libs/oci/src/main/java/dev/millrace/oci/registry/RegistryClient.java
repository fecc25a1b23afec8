package dev.millrace.oci.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.artifact.digest.Digest;
import dev.millrace.artifact.digest.DigestAlgorithm;
import dev.millrace.oci.Descriptor;
import dev.millrace.oci.ImageReference;
import dev.millrace.oci.Manifest;
import dev.millrace.oci.RegistryAccess;
import dev.millrace.oci.RegistryException;
import dev.millrace.oci.RegistryException.Reason;
import dev.millrace.oci.RegistryLimits;
import dev.millrace.safety.BoundedInputStream;
import dev.millrace.safety.net.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads from registries (OCI distribution specification 1.1) and writes small artifacts to them.
 * What is returned has been verified against its digest. Thread-safe; tokens are kept until the
 * client is closed. All errors are {@link RegistryException}s.
 */
public final class RegistryClient implements AutoCloseable {
  /** How registries answer that have no list of referrers. */
  private static final Set<Integer> NO_REFERRERS = Set.of(400, 404, 405, 406);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String LISTS = INDEX + ",application/json";
  private static final String ANY = "*/*";
  private static final int MAX_REFERRERS = 1_000;

  private final Http http;
  private final RegistryAccess access;
  private final EndpointSearch search;
  private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();

  private RegistryClient(Http http, RegistryAccess access, PlainRegistries plain) {
    this.http = http;
    this.access = access;
    this.search = new EndpointSearch(http, access, plain);
  }

  /**
   * Makes a client; nothing is sent yet.
   *
   * @throws IOException when the TLS settings can't be used
   */
  public static RegistryClient open(RegistryAccess access) throws IOException {
    return open(access, new PlainRegistries(Clock.systemUTC()));
  }

  /**
   * Makes a client that knows which registries speak plain HTTP, and adds to that.
   *
   * @throws IOException when the TLS settings can't be used
   */
  public static RegistryClient open(RegistryAccess access, PlainRegistries plain)
      throws IOException {
    return new RegistryClient(Http.open(access), access, plain);
  }

  /** Uses a blob while it is read; what it returns is dropped when the blob proves wrong. */
  @FunctionalInterface
  public interface BlobReader<T> {
    T read(InputStream blob) throws IOException;
  }

  /** Takes in one page of a list. */
  @FunctionalInterface
  private interface PageReader {
    void read(byte[] page) throws IOException;
  }

  /** All tags of a repository, in the registry's order. */
  public List<String> tags(ImageReference repository) throws RegistryException {
    var tags = new ArrayList<String>();
    walk("tags", repository, "/tags/list?n=1000", Set.of(), page -> addTags(page, tags));
    return List.copyOf(tags);
  }

  private void addTags(byte[] page, List<String> tags) throws IOException {
    for (JsonNode tag : JSON.readTree(page).path("tags")) {
      if (tags.size() == limits().tags()) {
        throw new RegistryException(
            Reason.LIMIT, "the repository has more than %d tags".formatted(limits().tags()));
      }
      tags.add(tag.asText());
    }
  }

  /**
   * Reads all pages of a list.
   *
   * @param list what is listed, in messages
   * @param absent how registries answer that have no such list
   * @return whether there is such a list
   */
  private boolean walk(
      String list, ImageReference repository, String path, Set<Integer> absent, PageReader reader)
      throws RegistryException {
    var deadline = Deadline.after(access.timeout());
    var endpoint = endpoint(repository, deadline);
    var pages = new Pages(list, limits());
    var next = endpoint.url(repository.repository() + path);
    while (next != null) {
      pages.enter(next);
      var call = Call.get(next, LISTS);
      try (var answer = endpoint.send(call, pull(repository), deadline)) {
        if (absent.contains(answer.status())) {
          return false;
        }
        reader.read(successful(answer).read(limits().answerBytes()));
        next = Pages.after(answer, endpoint);
      } catch (IOException e) {
        throw Failures.failed(call, e);
      }
    }
    return true;
  }

  /** The digest that a reference means now. */
  public Digest resolve(ImageReference image) throws RegistryException {
    if (image.digest() != null) {
      return image.digest();
    }
    var deadline = Deadline.after(access.timeout());
    var endpoint = endpoint(image, deadline);
    var call = Call.head(manifestUrl(endpoint, image, image.identifier()), Manifest.ACCEPTED);
    try (var answer = endpoint.send(call, pull(image), deadline)) {
      var digest = answer.header("Docker-Content-Digest").flatMap(RegistryClient::digest);
      if (answer.isSuccess() && digest.isPresent()) {
        return digest.get();
      }
    } catch (IOException e) {
      throw Failures.failed(call, e);
    }
    // Some registries do not answer HEAD, or without a digest; their GET also explains the error.
    return manifest(image).digest();
  }

  private static Optional<Digest> digest(String text) {
    try {
      return Optional.of(Digest.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The manifest that a reference means now. */
  public Manifest manifest(ImageReference image) throws RegistryException {
    var deadline = Deadline.after(access.timeout());
    var endpoint = endpoint(image, deadline);
    var call = Call.get(manifestUrl(endpoint, image, image.identifier()), Manifest.ACCEPTED);
    try (var answer = successful(endpoint.send(call, pull(image), deadline))) {
      var content = answer.read(limits().answerBytes());
      var type = answer.header("Content-Type").orElse("").replaceFirst(";.*$", "").strip();
      return Manifest.parse(type, verified(content, image.digest()), content);
    } catch (IOException e) {
      throw Failures.failed(call, e);
    }
  }

  private static Digest verified(byte[] content, @Nullable Digest expected)
      throws RegistryException {
    var algorithm = expected == null ? DigestAlgorithm.SHA256 : expected.algorithm();
    var actual = Digest.of(algorithm, content);
    if (expected != null && !actual.equals(expected)) {
      throw new RegistryException(
          Reason.DIGEST_MISMATCH,
          "a manifest has digest %s instead of the wanted %s".formatted(actual, expected));
    }
    return actual;
  }

  /**
   * Reads a blob. The reader may use what it gets only for what it returns, since the digest is
   * known at the end.
   */
  public <T> T blob(ImageReference repository, Descriptor descriptor, BlobReader<T> reader)
      throws RegistryException {
    if (descriptor.size() > limits().blobBytes()) {
      throw new RegistryException(
          Reason.LIMIT,
          "the blob %s is larger than the limit of %d bytes"
              .formatted(descriptor.digest(), limits().blobBytes()));
    }
    var deadline = Deadline.after(access.timeout());
    var endpoint = endpoint(repository, deadline);
    var url = endpoint.url(repository.repository() + "/blobs/" + descriptor.digest());
    var call = Call.get(url, ANY);
    try (var answer = successful(endpoint.send(call, pull(repository), deadline))) {
      var bounded =
          new BoundedInputStream(
              answer.body(), "the blob " + descriptor.digest(), limits().blobBytes());
      var blob = VerifiedBlob.of(bounded, descriptor);
      var result = reader.read(blob);
      blob.verify();
      return result;
    } catch (IOException e) {
      throw Failures.failed(call, e);
    }
  }

  /**
   * The manifests that refer to another one: by the registry's list, or by the tag that stands in
   * for it where the registry has no such list.
   */
  public List<Descriptor> referrers(ImageReference repository, Digest subject)
      throws RegistryException {
    var referrers = new ArrayList<Descriptor>();
    boolean isListed =
        walk(
            "referrers",
            repository,
            "/referrers/" + subject,
            NO_REFERRERS,
            page -> addReferrers(page, referrers));
    return isListed ? List.copyOf(referrers) : referrersByTag(repository, subject);
  }

  private static void addReferrers(byte[] page, List<Descriptor> referrers)
      throws RegistryException {
    var digest = Digest.of(DigestAlgorithm.SHA256, page);
    referrers.addAll(Manifest.parse(INDEX, digest, page).manifests());
    if (referrers.size() > MAX_REFERRERS) {
      throw new RegistryException(
          Reason.LIMIT, "more than %d manifests refer to one".formatted(MAX_REFERRERS));
    }
  }

  private List<Descriptor> referrersByTag(ImageReference repository, Digest subject)
      throws RegistryException {
    try {
      var tag = subject.toString().replace(':', '-');
      return manifest(repository.withTag(tag)).manifests();
    } catch (RegistryException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  /** Stores a blob. */
  public Descriptor pushBlob(ImageReference repository, String mediaType, byte[] content)
      throws RegistryException {
    var deadline = Deadline.after(access.timeout());
    var endpoint = endpoint(repository, deadline);
    var digest = Digest.of(DigestAlgorithm.SHA256, content);
    var start =
        Call.send(
            "POST",
            endpoint.url(repository.repository() + "/blobs/uploads/"),
            "application/octet-stream",
            new byte[0]);
    try (var answer = successful(endpoint.send(start, push(repository), deadline))) {
      var location = answer.header("Location").orElse("");
      var upload = endpoint.sameOrigin(start.target(), location);
      var separator = upload.getRawQuery() == null ? "?" : "&";
      var target =
          URI.create(
              upload
                  + separator
                  + "digest="
                  + URLEncoder.encode(digest.toString(), StandardCharsets.UTF_8));
      var put = Call.send("PUT", target, "application/octet-stream", content);
      successful(endpoint.send(put, push(repository), deadline)).close();
      return Descriptor.of(mediaType, digest, content.length);
    } catch (IOException e) {
      throw Failures.failed(start, e);
    }
  }

  /** Stores a manifest under the reference's tag or digest. */
  public Digest pushManifest(ImageReference image, String mediaType, byte[] content)
      throws RegistryException {
    var deadline = Deadline.after(access.timeout());
    var endpoint = endpoint(image, deadline);
    var call =
        Call.send("PUT", manifestUrl(endpoint, image, image.identifier()), mediaType, content);
    try {
      successful(endpoint.send(call, push(image), deadline)).close();
      return Digest.of(DigestAlgorithm.SHA256, content);
    } catch (IOException e) {
      throw Failures.failed(call, e);
    }
  }

  private Endpoint endpoint(ImageReference image, Deadline deadline) throws RegistryException {
    var known = endpoints.get(image.registry());
    if (known == null) {
      known = search.find(image.registry(), deadline);
      endpoints.put(image.registry(), known);
    }
    return known;
  }

  private static URI manifestUrl(Endpoint endpoint, ImageReference image, String identifier) {
    return endpoint.url(image.repository() + "/manifests/" + identifier);
  }

  private static Answer successful(Answer answer) throws IOException {
    if (!answer.isSuccess()) {
      try (answer) {
        throw Failures.refused(answer);
      }
    }
    return answer;
  }

  private static String pull(ImageReference image) {
    return "repository:" + image.repository() + ":pull";
  }

  private static String push(ImageReference image) {
    return "repository:" + image.repository() + ":pull,push";
  }

  private RegistryLimits limits() {
    return access.limits();
  }

  @Override
  public void close() {
    http.close();
  }
}
