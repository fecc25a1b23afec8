package dev.millrace.sops.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.metadata.MasterKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.regex.Pattern;

/** Keys in the transit engine of HashiCorp Vault or OpenBao. */
public final class VaultTransit implements KeySource {
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*");

  private final Login login;
  private final CloudHttp http;

  /** How to get in. */
  @FunctionalInterface
  public interface Login {
    /**
     * The token for a server.
     *
     * @param address as the file names it: decide whether it is one to trust
     */
    Sensitive<String> token(String address) throws IOException, KeyUnavailable;
  }

  /** Creates the source. */
  public VaultTransit(Login login, CloudHttp http) {
    this.login = login;
    this.http = http;
  }

  /** The source for one token, which is shown to every server that a file names, as Flux does. */
  public static VaultTransit withToken(Sensitive<String> token, CloudHttp http) {
    return new VaultTransit(_ -> token, http);
  }

  @Override
  public boolean handles(MasterKey key) {
    return key instanceof MasterKey.Vault;
  }

  @Override
  public Sensitive<byte[]> unwrap(MasterKey key) throws KeyUnavailable {
    if (!(key instanceof MasterKey.Vault vault)) {
      throw new KeyUnavailable("it is no key of Vault");
    }
    URI uri = uri(vault);
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri)
              .header("X-Vault-Token", login.token(vault.address()).reveal())
              .header("X-Vault-Request", "true")
              .header("Content-Type", "application/json")
              .PUT(CloudHttp.jsonBody(Map.of("ciphertext", vault.wrapped().strip())));
      JsonNode answer = http.json(request, "asking Vault to decrypt");
      return Answer.base64(answer.path("data").path("plaintext"), "Vault");
    } catch (IOException | IllegalArgumentException e) {
      throw new KeyUnavailable(String.valueOf(e.getMessage()));
    }
  }

  private static URI uri(MasterKey.Vault key) throws KeyUnavailable {
    String engine = key.enginePath().replaceAll("^/+|/+$", "");
    boolean http = key.address().startsWith("https://") || key.address().startsWith("http://");
    boolean climbs = (engine + "/" + key.keyName() + "/").contains("../");
    if (!http || climbs || !isPath(engine) || !isPath(key.keyName())) {
      throw new KeyUnavailable("its address, engine path or name is not usable");
    }
    try {
      String base = key.address().replaceAll("/+$", "");
      return URI.create(base + "/v1/" + engine + "/decrypt/" + key.keyName());
    } catch (IllegalArgumentException e) {
      throw new KeyUnavailable("its address is not a URL");
    }
  }

  private static boolean isPath(String text) {
    return PATH.matcher(text).matches();
  }
}
