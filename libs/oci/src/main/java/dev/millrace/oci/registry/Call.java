package dev.millrace.oci.registry;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** A request to make; credentials are added by whoever sends it. */
record Call(String method, URI target, Map<String, String> headers, BodyPublisher body) {

  static Call get(URI target, String accept) {
    return new Call("GET", target, Map.of("Accept", accept), BodyPublishers.noBody());
  }

  static Call head(URI target, String accept) {
    return new Call("HEAD", target, Map.of("Accept", accept), BodyPublishers.noBody());
  }

  static Call send(String method, URI target, String contentType, byte[] content) {
    return new Call(
        method, target, Map.of("Content-Type", contentType), BodyPublishers.ofByteArray(content));
  }

  Call to(URI other) {
    return new Call(method, other, headers, body);
  }

  /** The request line without a query, which may hold a signature. */
  @Override
  public String toString() {
    return "%s %s://%s%s"
        .formatted(method, target.getScheme(), target.getRawAuthority(), target.getRawPath());
  }
}
