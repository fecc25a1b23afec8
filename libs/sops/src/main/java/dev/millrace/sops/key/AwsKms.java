package dev.millrace.sops.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.aws.AwsCredentials;
import dev.millrace.cloud.aws.AwsEndpoints;
import dev.millrace.cloud.aws.AwsIdentity;
import dev.millrace.cloud.aws.AwsSigner;
import dev.millrace.cloud.aws.AwsSts;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.metadata.MasterKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in AWS KMS. */
public final class AwsKms implements KeySource {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[\\w-]*:kms:([a-z0-9-]+):[0-9]+:(key|alias)/\\S+");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Identities identities;
  private final CloudHttp http;
  private final Clock clock;
  private final Endpoints endpoints;

  /** Who asks in a region. */
  @FunctionalInterface
  public interface Identities {
    /** The identity. */
    AwsIdentity in(String region);
  }

  /** Where the services of a region are. */
  public interface Endpoints {
    /** KMS. */
    URI kms(String region);

    /** The Security Token Service. */
    URI sts(String region);
  }

  private static final Endpoints AWS =
      new Endpoints() {
        @Override
        public URI kms(String region) {
          return AwsEndpoints.kms(region);
        }

        @Override
        public URI sts(String region) {
          return AwsEndpoints.sts(region);
        }
      };

  /** Creates the source for the endpoints of AWS. */
  public AwsKms(AwsIdentity identity, CloudHttp http, Clock clock) {
    this(identity, http, clock, AWS);
  }

  /** Creates the source for other endpoints. */
  public AwsKms(AwsIdentity identity, CloudHttp http, Clock clock, Endpoints endpoints) {
    this(_ -> identity, http, clock, endpoints);
  }

  /** Creates the source for identities that differ by region. */
  public AwsKms(Identities identities, CloudHttp http, Clock clock, Endpoints endpoints) {
    this.identities = identities;
    this.http = http;
    this.clock = clock;
    this.endpoints = endpoints;
  }

  @Override
  public boolean handles(MasterKey key) {
    return key instanceof MasterKey.AwsKms;
  }

  @Override
  public Sensitive<byte[]> unwrap(MasterKey key) throws KeyUnavailable {
    if (!(key instanceof MasterKey.AwsKms kms)) {
      throw new KeyUnavailable("it is no key of AWS KMS");
    }
    Matcher arn = ARN.matcher(kms.arn());
    if (!arn.matches()) {
      throw new KeyUnavailable("its ARN is not one of a KMS key");
    }
    try {
      return decrypt(kms, arn.group(1));
    } catch (IOException | IllegalArgumentException e) {
      throw new KeyUnavailable(String.valueOf(e.getMessage()));
    }
  }

  private Sensitive<byte[]> decrypt(MasterKey.AwsKms key, String region)
      throws IOException, KeyUnavailable {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("KeyId", key.arn());
    call.put("CiphertextBlob", key.wrapped().strip());
    if (!key.context().isEmpty()) {
      call.put("EncryptionContext", key.context());
    }
    byte[] body = JSON.valueToTree(call).toString().getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of(
            "Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "TrentService.Decrypt");
    var request =
        new AwsSigner("kms", region, clock)
            .sign("POST", endpoints.kms(region), headers, body, credentials(key, region));
    JsonNode answer = http.json(request, "asking AWS KMS to decrypt");
    return Answer.base64(answer.path("Plaintext"), "AWS KMS");
  }

  private AwsCredentials credentials(MasterKey.AwsKms key, String region) throws IOException {
    AwsCredentials own = identities.in(region).credentials();
    return key.role().isEmpty()
        ? own
        : new AwsSts(http, endpoints.sts(region), region, clock)
            .assumeRole(key.role(), "sops", own);
  }
}
