package dev.millrace.controller.notification.cloud;

import java.net.URI;
import java.util.Map;

/**
 * Where the services are that give tokens.
 *
 * @param azure the authority of Microsoft Entra
 * @param googleMetadata the metadata server of the node
 * @param googleSts exchanges tokens of clusters
 * @param googleIam gives tokens of Google service accounts
 */
public record CloudEndpoints(URI azure, URI googleMetadata, URI googleSts, URI googleIam) {

  /** The public ones, but for the authority that Azure puts into the environment. */
  public static CloudEndpoints of(Map<String, String> environment) {
    return new CloudEndpoints(
        URI.create(
            environment.getOrDefault("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/")),
        URI.create(
            "http://" + environment.getOrDefault("GCE_METADATA_HOST", "metadata.google.internal")),
        URI.create("https://sts.googleapis.com"),
        URI.create("https://iamcredentials.googleapis.com"));
  }
}
