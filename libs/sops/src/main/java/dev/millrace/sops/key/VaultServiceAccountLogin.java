package dev.millrace.sops.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Logs in to Vault or OpenBao with the token of a service account, only at servers that an operator
 * listed (FLUX.md 3.5). The role is {@code <namespace>_<name>} of the account. One login for each
 * server is kept, so use it for one reconciliation.
 */
public final class VaultServiceAccountLogin implements VaultTransit.Login {
  private static final String SUBJECT = "system:serviceaccount:";

  private final Map<String, String> loginPaths;
  private final ServiceAccount account;
  private final CloudHttp http;
  private final Map<String, Sensitive<String>> tokens = new HashMap<>();

  /** Gives out tokens of a service account. */
  @FunctionalInterface
  public interface ServiceAccount {
    /** A token for one audience. */
    Sensitive<String> token(String audience) throws IOException;
  }

  /**
   * Creates the login.
   *
   * @param loginPaths for each trusted address the path of its login, such as {@code
   *     auth/kubernetes/login}
   */
  public VaultServiceAccountLogin(
      Map<String, String> loginPaths, ServiceAccount account, CloudHttp http) {
    this.loginPaths = Map.copyOf(loginPaths);
    this.account = account;
    this.http = http;
  }

  @Override
  public synchronized Sensitive<String> token(String address) throws IOException, KeyUnavailable {
    Sensitive<String> known = tokens.get(address);
    if (known != null) {
      return known;
    }
    String path = loginPaths.getOrDefault(address, "");
    if (path.isEmpty()) {
      throw new KeyUnavailable("the server is not among those that the operator listed");
    }
    Sensitive<String> fresh = login(address, path);
    tokens.put(address, fresh);
    return fresh;
  }

  private Sensitive<String> login(String address, String path) throws IOException, KeyUnavailable {
    Sensitive<String> jwt = account.token(address);
    URI uri = URI.create(address.replaceAll("/+$", "") + "/v1/" + path.replaceAll("^/+", ""));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("X-Vault-Request", "true")
            .header("Content-Type", "application/json")
            .PUT(CloudHttp.jsonBody(Map.of("role", role(jwt), "jwt", jwt.reveal())));
    JsonNode answer = http.json(request, "logging in to Vault");
    String token = answer.path("auth").path("client_token").asText();
    if (token.isEmpty()) {
      throw new KeyUnavailable("Vault answered the login without a token");
    }
    return Sensitive.of(token);
  }

  private static String role(Sensitive<String> jwt) throws KeyUnavailable {
    String[] parts = jwt.reveal().split("\\.", -1);
    try {
      JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
      String subject = claims.path("sub").asText();
      String[] names = subject.substring(SUBJECT.length()).split(":", -1);
      if (subject.startsWith(SUBJECT) && names.length == 2) {
        return names[0] + "_" + names[1];
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // Reported without the cause, which may quote the token.
    }
    throw new KeyUnavailable("the token is not one of a service account");
  }
}
