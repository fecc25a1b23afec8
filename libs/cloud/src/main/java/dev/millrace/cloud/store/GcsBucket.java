package dev.millrace.cloud.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.cloud.aws.AwsSigner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bucket of Google Cloud Storage. */
public final class GcsBucket implements ObjectStore {
  /** Where Google Cloud Storage is. */
  public static final URI ENDPOINT = URI.create("https://storage.googleapis.com");

  private static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_only";
  private static final int MAX_LISTING_BYTES = 16 * 1024 * 1024;

  private final String objects;
  private final String bucket;
  private final TokenSource identity;
  private final CloudHttp http;

  /** Creates the bucket. */
  public GcsBucket(URI endpoint, String bucket, TokenSource identity, CloudHttp http) {
    this.objects = endpoint + "/storage/v1/b/" + AwsSigner.encode(bucket, false) + "/o";
    this.bucket = bucket;
    this.identity = identity;
    this.http = http;
  }

  @Override
  public Page list(String prefix, Optional<String> mark) throws IOException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("maxResults", "1000");
    query.put("fields", "nextPageToken,items(name,etag,size)");
    if (!prefix.isEmpty()) {
      query.put("prefix", prefix);
    }
    mark.ifPresent(token -> query.put("pageToken", token));
    String what = "listing the bucket '" + bucket + "'";
    JsonNode listing =
        parse(http.send(request("?" + CloudHttp.form(query)), what, MAX_LISTING_BYTES), what);
    List<Entry> entries = new ArrayList<>();
    for (JsonNode item : listing.path("items")) {
      entries.add(
          new Entry(
              item.path("name").asText(),
              item.path("etag").asText(),
              Sizes.parse(item.path("size").asText())));
    }
    String next = listing.path("nextPageToken").asText();
    return new Page(entries, next.isEmpty() ? Optional.empty() : Optional.of(next));
  }

  private static JsonNode parse(byte[] answer, String what) throws CloudException {
    try {
      return new ObjectMapper().readTree(answer);
    } catch (IOException e) {
      throw new CloudException(what + " was answered with something that is not JSON");
    }
  }

  @Override
  public InputStream read(String key) throws IOException {
    return http.stream(
        request("/" + AwsSigner.encode(key, false) + "?alt=media"),
        "getting the object '" + key + "'");
  }

  private HttpRequest.Builder request(String rest) throws IOException {
    return HttpRequest.newBuilder(URI.create(objects + rest))
        .header("Authorization", "Bearer " + identity.token(SCOPE).value().reveal());
  }
}
