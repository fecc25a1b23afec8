package dev.millrace.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.safety.Sensitive;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsSignerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC);
  private static final AwsCredentials EXAMPLE =
      AwsCredentials.permanent(
          "AKIAIOSFODNN7EXAMPLE", Sensitive.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));

  private final AwsSigner signer = new AwsSigner("s3", "us-east-1", CLOCK);

  /** The examples of the S3 documentation. */
  @Test
  void signsAsTheDocumentationShows() {
    assertThat(signature("/test.txt", Map.of("Range", "bytes=0-9")))
        .endsWith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    assertThat(signature("/?lifecycle", Map.of()))
        .endsWith("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    assertThat(signature("/?max-keys=2&prefix=J", Map.of()))
        .endsWith("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  /** The example of the S3 documentation. */
  @Test
  void presignsAsTheDocumentationShows() {
    URI file = URI.create("https://examplebucket.s3.amazonaws.com/test.txt");

    assertThat(signer.presign(file, Map.of(), Duration.ofDays(1), EXAMPLE).reveal().getQuery())
        .contains("X-Amz-Expires=86400")
        .endsWith("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
  }

  @Test
  void sendsAndSignsTheSessionToken() {
    AwsCredentials temporary =
        new AwsCredentials(
            "A",
            Sensitive.of("b"),
            java.util.Optional.of(Sensitive.of("session")),
            java.util.Optional.empty());
    HttpRequest request =
        signer.sign("GET", URI.create("https://h/"), Map.of(), new byte[0], temporary).build();
    assertThat(request.headers().firstValue("x-amz-security-token")).contains("session");
    assertThat(request.headers().firstValue("Authorization").orElse(""))
        .contains("x-amz-security-token");
  }

  @Test
  void encodesAllButUnreservedCharacters() {
    assertThat(AwsSigner.encode("a b/ü~.txt", true)).isEqualTo("a%20b/%C3%BC~.txt");
    assertThat(AwsSigner.encode("a/b", false)).isEqualTo("a%2Fb");
  }

  private String signature(String path, Map<String, String> headers) {
    URI uri = URI.create("https://examplebucket.s3.amazonaws.com" + path);
    return signer
        .sign("GET", uri, headers, new byte[0], EXAMPLE)
        .build()
        .headers()
        .firstValue("Authorization")
        .orElse("");
  }
}
