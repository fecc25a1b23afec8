package dev.millrace.cloud.store;

import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.XmlElement;
import dev.millrace.cloud.aws.AwsSigner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A container of Azure Blob Storage. */
public final class AzureContainer implements ObjectStore {
  private static final int MAX_LISTING_BYTES = 16 * 1024 * 1024;

  private final URI endpoint;
  private final String container;
  private final AzureAccess access;
  private final CloudHttp http;

  /**
   * Creates the container.
   *
   * @param endpoint of the storage account
   */
  public AzureContainer(URI endpoint, String container, AzureAccess access, CloudHttp http) {
    this.endpoint = endpoint;
    this.container = container;
    this.access = access;
    this.http = http;
  }

  @Override
  public Page list(String prefix, Optional<String> mark) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("comp", "list");
    query.put("restype", "container");
    query.put("maxresults", "1000");
    if (!prefix.isEmpty()) {
      query.put("prefix", prefix);
    }
    mark.ifPresent(token -> query.put("marker", token));
    String what = "listing the container '" + container + "'";
    XmlElement listing =
        XmlElement.parse(withoutMark(http.send(request("", query), what, MAX_LISTING_BYTES)), what);
    XmlElement blobs =
        listing
            .child("Blobs")
            .orElseThrow(
                () -> new CloudException(what + " was answered by something else than Azure"));
    String next = listing.textOf("NextMarker");
    return new Page(
        blobs.all("Blob").stream().map(AzureContainer::entry).toList(),
        next.isEmpty() ? Optional.empty() : Optional.of(next));
  }

  /** Azure puts a byte order mark before its XML. */
  private static byte[] withoutMark(byte[] answer) {
    boolean marked =
        answer.length >= 3
            && answer[0] == (byte) 0xef
            && answer[1] == (byte) 0xbb
            && answer[2] == (byte) 0xbf;
    return marked ? Arrays.copyOfRange(answer, 3, answer.length) : answer;
  }

  private static Entry entry(XmlElement blob) {
    XmlElement properties =
        blob.child("Properties").orElse(new XmlElement("Properties", "", List.of()));
    return new Entry(
        blob.textOf("Name"),
        properties.textOf("Etag"),
        Sizes.parse(properties.textOf("Content-Length")));
  }

  @Override
  public InputStream read(String key) throws IOException {
    return http.stream(request(key, Map.of()), "getting the blob '" + key + "'");
  }

  private HttpRequest.Builder request(String key, Map<String, String> query) throws IOException {
    String base = endpoint.toString().replaceAll("/+$", "");
    String path =
        "/"
            + AwsSigner.encode(container, false)
            + (key.isEmpty() ? "" : "/" + AwsSigner.encode(key, true));
    String parameters =
        query.entrySet().stream()
            .map(field -> field.getKey() + "=" + AwsSigner.encode(field.getValue(), false))
            .collect(Collectors.joining("&"));
    return access.request(URI.create(base + path + (parameters.isEmpty() ? "" : "?" + parameters)));
  }
}
