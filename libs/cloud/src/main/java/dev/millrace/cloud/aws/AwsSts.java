package dev.millrace.cloud.aws;

import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.XmlElement;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The Security Token Service: turns one identity into the credentials of a role. */
public final class AwsSts {
  private static final String VERSION = "2011-06-15";
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private final CloudHttp http;
  private final URI endpoint;
  private final String region;
  private final Clock clock;

  /** Creates a client for one endpoint, which the region of signatures goes with. */
  public AwsSts(CloudHttp http, URI endpoint, String region, Clock clock) {
    this.http = http;
    this.endpoint = endpoint;
    this.region = region;
    this.clock = clock;
  }

  /** Credentials of a role that the caller may assume. */
  public AwsCredentials assumeRole(String roleArn, String sessionName, AwsCredentials as)
      throws IOException {
    Map<String, String> form = form("AssumeRole", roleArn, sessionName);
    byte[] body = CloudHttp.form(form).getBytes(StandardCharsets.UTF_8);
    AwsSigner signer = new AwsSigner("sts", region, clock);
    return credentials(
        signer.sign("POST", endpoint, Map.of("Content-Type", FORM), body, as),
        "AssumeRole",
        "assuming the AWS role " + roleArn);
  }

  /** Credentials of a role that trusts the issuer of an OpenID Connect token. */
  public AwsCredentials assumeRoleWithWebIdentity(
      String roleArn, String sessionName, Sensitive<String> token) throws IOException {
    Map<String, String> form = form("AssumeRoleWithWebIdentity", roleArn, sessionName);
    form.put("WebIdentityToken", token.reveal());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", FORM)
            .POST(CloudHttp.formBody(form));
    return credentials(
        request,
        "AssumeRoleWithWebIdentity",
        "assuming the AWS role " + roleArn + " with a service account token");
  }

  /** Credentials for a user of an LDAP directory, as MinIO offers them. */
  public AwsCredentials assumeRoleWithLdapIdentity(
      Sensitive<String> username, Sensitive<String> password) throws IOException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", "AssumeRoleWithLDAPIdentity");
    form.put("Version", VERSION);
    form.put("LDAPUsername", username.reveal());
    form.put("LDAPPassword", password.reveal());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", FORM)
            .POST(CloudHttp.formBody(form));
    return credentials(
        request, "AssumeRoleWithLDAPIdentity", "asking the token service with an LDAP user");
  }

  private static Map<String, String> form(String action, String roleArn, String sessionName) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", action);
    form.put("Version", VERSION);
    form.put("RoleArn", roleArn);
    form.put("RoleSessionName", sessionName);
    return form;
  }

  private AwsCredentials credentials(HttpRequest.Builder request, String action, String what)
      throws IOException {
    XmlElement answer = XmlElement.parse(http.send(request, what), what);
    XmlElement credentials =
        answer
            .child(action + "Result")
            .flatMap(result -> result.child("Credentials"))
            .orElseThrow(() -> new CloudException(what + " was answered without credentials"));
    return new AwsCredentials(
        credentials.textOf("AccessKeyId"),
        Sensitive.of(credentials.textOf("SecretAccessKey")),
        Optional.of(Sensitive.of(credentials.textOf("SessionToken"))),
        expiry(credentials.textOf("Expiration")));
  }

  private static Optional<Instant> expiry(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
