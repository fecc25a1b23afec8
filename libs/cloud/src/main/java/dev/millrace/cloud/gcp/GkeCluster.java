package dev.millrace.cloud.gcp;

import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The Kubernetes cluster of Google (GKE) that this process runs in, as the node's metadata tells.
 * It is asked for when it is needed first; the answers hold as long as the process.
 */
public final class GkeCluster {
  private static final String PROVIDER =
      "https://container.googleapis.com/v1/projects/%s/locations/%s/clusters/%s";

  private final CloudHttp http;
  private final URI server;
  private volatile Optional<Place> known = Optional.empty();

  private record Place(String project, String location, String cluster) {}

  /** The cluster that the metadata server at an address knows. */
  public GkeCluster(CloudHttp http, URI server) {
    this.http = http;
    this.server = server;
  }

  /** The pool of identities that every such cluster has: whom its tokens are for. */
  public String identityPool() throws IOException {
    return place().project() + ".svc.id.goog";
  }

  /** The pool and the cluster in it, as Google's token service names them. */
  public String audience() throws IOException {
    Place place = place();
    return "identitynamespace:%s:%s"
        .formatted(
            identityPool(), PROVIDER.formatted(place.project(), place.location(), place.cluster()));
  }

  private Place place() throws IOException {
    Optional<Place> place = known;
    if (place.isEmpty()) {
      place =
          Optional.of(
              new Place(
                  ask("project/project-id"),
                  ask("instance/attributes/cluster-location"),
                  ask("instance/attributes/cluster-name")));
      known = place;
    }
    return place.get();
  }

  private String ask(String path) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve("/computeMetadata/v1/" + path))
            .header("Metadata-Flavor", "Google");
    byte[] answer = http.send(request, "asking the metadata of Google Cloud for " + path);
    String value = new String(answer, StandardCharsets.UTF_8).strip();
    if (value.isEmpty()) {
      throw new CloudException("the metadata of Google Cloud does not know " + path);
    }
    return value;
  }
}
