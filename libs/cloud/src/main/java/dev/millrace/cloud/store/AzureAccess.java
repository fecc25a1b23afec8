package dev.millrace.cloud.store;

import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.TokenSource;
import dev.millrace.safety.Sensitive;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How requests to Azure Blob Storage prove who they come from. */
public sealed interface AzureAccess {
  /** The version of the API. */
  String VERSION = "2021-12-02";

  /** A GET request with its proof. */
  HttpRequest.Builder request(URI uri) throws IOException;

  private static HttpRequest.Builder plain(URI uri) {
    return HttpRequest.newBuilder(uri).GET().header("x-ms-version", VERSION);
  }

  /** A public container. */
  record Anonymous() implements AzureAccess {
    @Override
    public HttpRequest.Builder request(URI uri) {
      return plain(uri);
    }
  }

  /** A bearer token. */
  record Token(TokenSource identity) implements AzureAccess {
    private static final String SCOPE = "https://storage.azure.com/.default";

    @Override
    public HttpRequest.Builder request(URI uri) throws IOException {
      return plain(uri).header("Authorization", "Bearer " + identity.token(SCOPE).value().reveal());
    }
  }

  /** A shared access signature, which is appended to every URL. */
  record SharedAccessSignature(Sensitive<String> query) implements AzureAccess {
    @Override
    public HttpRequest.Builder request(URI uri) throws CloudException {
      String signature = query.reveal().strip().replaceFirst("^\\?", "");
      String separator = uri.getRawQuery() == null ? "?" : "&";
      try {
        return plain(URI.create(uri + separator + signature));
      } catch (IllegalArgumentException e) {
        throw new CloudException("the shared access signature is not a part of a URL");
      }
    }
  }

  /** The key of the storage account, with which every request is signed. */
  record AccountKey(String account, Sensitive<String> key, Clock clock) implements AzureAccess {
    private static final DateTimeFormatter DATE =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Override
    public HttpRequest.Builder request(URI uri) throws CloudException {
      String date = DATE.format(clock.instant());
      String toSign =
          "GET"
              + "\n".repeat(12)
              + "x-ms-date:"
              + date
              + "\nx-ms-version:"
              + VERSION
              + "\n"
              + "/"
              + account
              + uri.getRawPath()
              + canonicalQuery(uri);
      return plain(uri)
          .header("x-ms-date", date)
          .header("Authorization", "SharedKey " + account + ":" + signature(toSign));
    }

    private static String canonicalQuery(URI uri) {
      if (uri.getRawQuery() == null) {
        return "";
      }
      TreeMap<String, String> parameters = new TreeMap<>();
      for (String pair : uri.getRawQuery().split("&")) {
        int equals = pair.indexOf('=');
        String value = pair.substring(equals + 1);
        parameters.put(pair.substring(0, equals), URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
      return parameters.entrySet().stream()
          .map(parameter -> "\n" + parameter.getKey() + ":" + parameter.getValue())
          .collect(Collectors.joining());
    }

    private String signature(String text) throws CloudException {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.reveal().strip()), "HmacSHA256"));
        return Base64.getEncoder()
            .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw new CloudException("the key of the storage account is not base64");
      }
    }
  }
}
