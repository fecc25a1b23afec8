package dev.millrace.access.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.millrace.access.token.TokenCache;
import dev.millrace.access.token.TokenException;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitUrl;
import dev.millrace.servers.ScriptedServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudRepositoriesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String CODE_COMMIT =
      "https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/shop";

  private final ScriptedServer cloud = ScriptedServer.start(CloudRepositoriesTest::answer);
  private final Map<String, String> variables = new HashMap<>();
  private final TokenCache tokens = new TokenCache(10, Duration.ofHours(1), CLOCK);

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void azureDevOpsGetsATokenForItself() throws Exception {
    variables.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", cloud.address().toString());

    var shown =
        (GitCredentials.Bearer) credentials("azure", "https://dev.azure.com/acme/_git/shop");

    assertThat(shown.token().reveal()).isEqualTo("entra-token");
    assertThat(cloud.requests().getFirst().uri().toString())
        .contains("resource=499b84ac-1321-427f-aa17-267ca6975798");
  }

  /** The password is what AWS' own helper makes of these keys, this time and this address. */
  @Test
  void codeCommitGetsASignatureOfTheAddress() throws Exception {
    variables.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    variables.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    var shown = (GitCredentials.Basic) credentials("aws", CODE_COMMIT);

    assertThat(shown.username()).isEqualTo("AKIDEXAMPLE");
    assertThat(shown.password().reveal())
        .isEqualTo(
            "20260101T000000Zead5e8902631ae22a74567e633f7cebb39dd0893e6a14e5283b923f8a976c34a");
  }

  @Test
  void codeCommitGetsTheSessionOfTemporaryKeysInTheName() throws Exception {
    variables.put("AWS_ACCESS_KEY_ID", "AKIA");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");
    variables.put("AWS_SESSION_TOKEN", "session");

    assertThat(((GitCredentials.Basic) credentials("aws", CODE_COMMIT)).username())
        .isEqualTo("AKIA%session");
  }

  @Test
  void eachRepositoryOfCodeCommitHasItsOwnPassword() throws Exception {
    variables.put("AWS_ACCESS_KEY_ID", "AKIA");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");

    assertThat(credentials("aws", CODE_COMMIT)).isNotEqualTo(credentials("aws", CODE_COMMIT + "2"));
  }

  @ParameterizedTest
  @CsvSource({
    "aws, https://example.com/shop",
    "aws, https://git-codecommit.eu-west-1.amazonaws.com.example.com/shop",
    "aws, http://git-codecommit.eu-west-1.amazonaws.com/shop",
    "aws, ssh://git-codecommit.eu-west-1.amazonaws.com/shop",
    "azure, https://dev.azure.com.example.com/shop",
    "azure, https://example.com/shop",
    "azure, http://dev.azure.com/shop",
    "gcp, https://example.com/shop"
  })
  void showsNothingToServersOfOthers(String provider, String url) {
    variables.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", cloud.address().toString());
    variables.put("AWS_ACCESS_KEY_ID", "AKIA");
    variables.put("AWS_SECRET_ACCESS_KEY", "secret");

    assertThatThrownBy(() -> credentials(provider, url)).isInstanceOf(TokenException.class);
    assertThat(cloud.requests()).isEmpty();
  }

  @Test
  void aServerOfOnesOwnIsNamedByTheController() throws Exception {
    variables.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", cloud.address().toString());
    variables.put("MILLRACE_AZURE_DEVOPS_HOST", "git.example.com");

    assertThat(credentials("azure", "https://git.example.com/shop"))
        .isInstanceOf(GitCredentials.Bearer.class);
  }

  private GitCredentials credentials(String provider, String url) throws IOException {
    var access = new CloudAccess(variables, tokens, CLOCK);
    return new CloudRepositories(access)
        .credentials(provider, GitUrl.parse(url), access.actor("apps", null, null));
  }

  private static void answer(HttpExchange exchange) throws IOException {
    ScriptedServer.reply(
        exchange, 200, "{\"access_token\":\"entra-token\",\"expires_in\":\"3599\"}");
  }
}
