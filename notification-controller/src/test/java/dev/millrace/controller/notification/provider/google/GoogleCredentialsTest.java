package dev.millrace.controller.notification.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.NotificationFailure;
import dev.millrace.controller.notification.provider.RecordingExchange;
import dev.millrace.controller.notification.provider.Samples;
import dev.millrace.safety.Sensitive;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleCredentialsTest {
  private static final String STS = "POST https://sts.googleapis.com/v1/token";
  private static final String OAUTH = "POST https://oauth2.googleapis.com/token";
  private static final String IAM = "https://iamcredentials.example.com/sa:generateAccessToken";

  private static final String USER =
      """
      {"type": "authorized_user", "client_id": "id", "client_secret": "hunter2",
       "refresh_token": "hunter3"}""";

  private static final String FEDERATED =
      """
      {"type": "external_account", "audience": "//iam.googleapis.com/pool",
       "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
       "credential_source": {
         "url": "https://ci.example.com/token", "headers": {"X-Ask": "yes"},
         "format": {"type": "json", "subject_token_field_name": "jwt"}} %s}""";

  private final RecordingExchange exchange =
      new RecordingExchange()
          .answering("GET https://ci.example.com", 200, "{\"jwt\": \"foreign\"}")
          .answering(STS, 200, "{\"access_token\": \"federated\"}")
          .answering(OAUTH, 200, "{\"access_token\": \"direct\"}")
          .answering("POST " + IAM, 200, "{\"accessToken\": \"impersonated\"}");

  @Test
  void keysOfServiceAccountsSignForWhatTheyAsk() throws Exception {
    String key =
        "{\"client_email\": \"bot@example.com\", \"private_key\": \"%s\"}".formatted(rsaKey());
    assertThat(token(key)).isEqualTo("direct");
    assertThat(exchange.lines()).containsExactly(OAUTH);
    String claims = form().getOrDefault("assertion", "").split("\\.", -1)[1];
    assertThat(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
        .contains("\"iss\":\"bot@example.com\"", CloudTokens.GOOGLE_PUBSUB);
  }

  @Test
  void refreshesWhatAPersonLeftBehind() throws Exception {
    assertThat(token(USER)).isEqualTo("direct");
    assertThat(exchange.lines()).containsExactly(OAUTH);
    assertThat(form())
        .containsEntry("grant_type", "refresh_token")
        .containsEntry("refresh_token", "hunter3")
        .containsEntry("client_id", "id")
        .containsEntry("client_secret", "hunter2");
  }

  @Test
  void peopleOfOtherCompaniesProveTheirProgramInAHeader() throws Exception {
    String foreign =
        USER.replace("authorized_user", "external_account_authorized_user")
            .replaceFirst("}$", ", \"token_url\": \"https://sts.googleapis.com/v1/token\"}");
    assertThat(token(foreign)).isEqualTo("federated");
    assertThat(exchange.last().headers()).containsKey("Authorization");
    assertThat(form()).doesNotContainKey("client_secret");
  }

  @Test
  void exchangesTheTokenOfAnotherIdentity() throws Exception {
    assertThat(token(FEDERATED.formatted(""))).isEqualTo("federated");
    assertThat(exchange.lines()).containsExactly("GET https://ci.example.com/token", STS);
    assertThat(form())
        .containsEntry("subject_token", "foreign")
        .containsEntry("audience", "//iam.googleapis.com/pool")
        .containsEntry("scope", CloudTokens.GOOGLE_PUBSUB)
        .doesNotContainKey("options");
  }

  @Test
  void aWorkforceNamesTheProjectThatPays() throws Exception {
    token(FEDERATED.formatted(", \"workforce_pool_user_project\": \"p\""));
    assertThat(form()).containsEntry("options", "{\"userProject\":\"p\"}");
  }

  @Test
  void otherIdentitiesActAsAServiceAccount() throws Exception {
    String json =
        FEDERATED.formatted(
            """
            , "service_account_impersonation_url": "%s",
            "service_account_impersonation": {"token_lifetime_seconds": 600}"""
                .formatted(IAM));
    assertThat(token(json)).isEqualTo("impersonated");
    assertThat(exchange.last().headers()).containsEntry("Authorization", "Bearer federated");
    assertThat(exchange.lastBody())
        .contains(CloudTokens.GOOGLE_PUBSUB, "\"600s\"")
        .doesNotContain("delegates");
  }

  @Test
  void credentialsImpersonateAServiceAccountOverDelegates() throws Exception {
    String json = impersonating(USER).replaceFirst("}$", ", \"delegates\": [\"one\"]}");
    assertThat(token(json)).isEqualTo("impersonated");
    assertThat(exchange.lines()).containsExactly(OAUTH, "POST " + IAM);
    assertThat(exchange.last().headers()).containsEntry("Authorization", "Bearer direct");
    assertThat(exchange.lastBody()).contains("\"delegates\":[\"one\"]", "\"3600s\"");
  }

  /** What a tenant writes must not make the controller read its own files or run programs. */
  @ParameterizedTest
  @CsvSource({
    "file, /var/run/secrets/kubernetes.io/serviceaccount/token",
    "executable, /bin/sh",
    "environment_id, aws1",
    "certificate, /etc/certificate"
  })
  void refusesSourcesThatBelongToTheController(String field, String value) {
    String json =
        FEDERATED
            .formatted("")
            .replace("\"url\"", "\"%s\": \"%s\", \"url\"".formatted(field, value));
    assertRefused(json, "credential_source." + field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type": "authorized_user", "client_id": "hunter2"}                   | client_secret is missing
          {"type": "hunter2"}                                                   | type is of no kind
          {"type": "service_account", "client_email": "hunter2"}                | private_key is missing
          {"client_email": "a", "private_key": "hunter2"}                       | private_key is no key
          {"client_email": "a", "private_key": "b", "token_uri": "x hunter2"}   | token_uri is no URL
          {"type": "external_account", "credential_source": {}}                 | credential_source.url is missing
          [ "hunter2" ]                                                         | does not hold the JSON
          hunter2                                                               | does not hold the JSON
          """)
  void namesTheFieldThatIsWrongAndNotWhatItHolds(String json, String message) {
    assertRefused(json, message);
  }

  @Test
  void doesNotImpersonateOneAccountThroughAnother() {
    assertRefused(impersonating(impersonating(USER)), "source_credentials.type is of no kind");
  }

  @Test
  void saysWhenGoogleGivesNone() {
    RecordingExchange silent = new RecordingExchange();
    assertThatThrownBy(
            () -> GoogleCredentials.parse(Sensitive.of(USER), Samples.CLOCK).token("scope", silent))
        .isInstanceOf(NotificationFailure.class)
        .hasMessageContaining("Google gave no token");
  }

  private void assertRefused(String json, String message) {
    assertThatThrownBy(() -> token(json))
        .isInstanceOf(NotificationFailure.class)
        .hasMessageContaining(message)
        .hasMessageContaining("key 'token' of the Secret")
        .hasMessageNotContaining("hunter2");
    assertThat(exchange.lines()).isEmpty();
  }

  private static String impersonating(String source) {
    return """
        {"type": "impersonated_service_account",
         "service_account_impersonation_url": "%s", "source_credentials": %s}"""
        .formatted(IAM, source);
  }

  private String token(String json) throws InterruptedException {
    return GoogleCredentials.parse(Sensitive.of(json), Samples.CLOCK)
        .token(CloudTokens.GOOGLE_PUBSUB, exchange);
  }

  private Map<String, String> form() {
    return Arrays.stream(exchange.lastBody().split("&", -1))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> field[0], field -> decoded(field[1])));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String rsaKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String body =
        Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\\n" + body + "\\n-----END PRIVATE KEY-----\\n";
  }
}
