package dev.millrace.controller.source.helmrepository;

import static dev.millrace.controller.source.status.SourceReason.URL_INVALID;

import dev.millrace.runtime.outcome.ReconcileFailure;
import java.net.URI;
import java.net.URISyntaxException;

/** The address of a chart repository. */
public final class RepositoryAddress {
  private RepositoryAddress() {}

  /** Reads {@code spec.url}; a URL that can't work stalls the object. */
  public static URI of(String url) {
    URI address = parse(url);
    if ("oci".equals(address.getScheme())) {
      throw invalid("the oci scheme needs spec.type oci");
    }
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null) {
      throw invalid("spec.url must be like https://charts.example.com/stable");
    }
    return address;
  }

  /** The address of a file of the repository; a query of the repository's URL stays. */
  public static URI file(URI repository, String name) {
    String path = repository.getRawPath() == null ? "" : repository.getRawPath();
    String folder = path.endsWith("/") ? path : path + "/";
    String query = repository.getRawQuery() == null ? "" : "?" + repository.getRawQuery();
    return URI.create(
        repository.getScheme() + "://" + repository.getRawAuthority() + folder + name + query);
  }

  /** An address as messages show it: without credentials and query. */
  public static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port + address.getPath();
  }

  private static URI parse(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw invalid(e.getReason() + " at position " + (e.getIndex() + 1));
    }
  }

  private static ReconcileFailure invalid(String why) {
    return new ReconcileFailure(URL_INVALID, "invalid Helm repository URL: " + why);
  }
}
