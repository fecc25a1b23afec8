package dev.millrace.sops.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.TokenSource;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.metadata.MasterKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.regex.Pattern;

/** Keys in Google Cloud KMS. */
public final class GcpKms implements KeySource {
  /** Where Google Cloud KMS is. */
  public static final URI ENDPOINT = URI.create("https://cloudkms.googleapis.com/");

  private static final String SCOPE = "https://www.googleapis.com/auth/cloudkms";
  private static final String PART = "/[A-Za-z0-9_.:-]+";
  private static final Pattern RESOURCE =
      Pattern.compile(
          "projects" + PART + "/locations" + PART + "/keyRings" + PART + "/cryptoKeys" + PART);

  private final TokenSource identity;
  private final CloudHttp http;
  private final URI endpoint;

  /** Creates the source. */
  public GcpKms(TokenSource identity, CloudHttp http, URI endpoint) {
    this.identity = identity;
    this.http = http;
    this.endpoint = endpoint;
  }

  @Override
  public boolean handles(MasterKey key) {
    return key instanceof MasterKey.GcpKms;
  }

  @Override
  public Sensitive<byte[]> unwrap(MasterKey key) throws KeyUnavailable {
    if (!(key instanceof MasterKey.GcpKms kms) || !RESOURCE.matcher(kms.resourceId()).matches()) {
      throw new KeyUnavailable("its resource id is not one of a Cloud KMS key");
    }
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(endpoint.resolve("/v1/" + kms.resourceId() + ":decrypt"))
              .header("Authorization", "Bearer " + identity.token(SCOPE).value().reveal())
              .header("Content-Type", "application/json")
              .POST(CloudHttp.jsonBody(Map.of("ciphertext", kms.wrapped().strip())));
      JsonNode answer = http.json(request, "asking Google Cloud KMS to decrypt");
      return Answer.base64(answer.path("plaintext"), "Google Cloud KMS");
    } catch (IOException e) {
      throw new KeyUnavailable(String.valueOf(e.getMessage()));
    }
  }
}
