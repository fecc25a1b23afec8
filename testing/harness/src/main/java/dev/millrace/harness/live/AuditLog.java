package dev.millrace.harness.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Every request that the API server answered, as its own audit log has it. */
public final class AuditLog {
  private static final String POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived, ResponseStarted]
      rules:
      - level: Metadata
      """;

  private static final String ONLY = "  userGroups: [\"%s\"]%n";

  private final ObjectMapper json = new ObjectMapper();
  private final Path log;

  private AuditLog(Path log) {
    this.log = log;
  }

  /**
   * One request.
   *
   * @param actor who is behind it: the impersonated user, else the one whose credentials it has
   * @param impersonated whether it was made as somebody else
   * @param account whose credentials it has
   * @param status the HTTP status of the answer
   */
  public record Request(
      String verb,
      String uri,
      String namespace,
      String resource,
      String name,
      String actor,
      boolean impersonated,
      String account,
      int status,
      String agent) {

    /** Whether nothing is changed by it. */
    public boolean isRead() {
      return verb.equals("get") || verb.equals("list") || verb.equals("watch");
    }

    @Override
    public String toString() {
      return verb + " " + uri + " as " + actor;
    }
  }

  /** A log in an existing folder; the API server writes it when it is started with the flags. */
  public static AuditLog in(Path folder) {
    return write(folder, POLICY);
  }

  /**
   * A log of what the service accounts of one namespace ask for, so that the server has no work
   * with everybody else's requests.
   */
  public static AuditLog ofAccounts(String namespace, Path folder) {
    return write(folder, POLICY + ONLY.formatted("system:serviceaccounts:" + namespace));
  }

  private static AuditLog write(Path folder, String policy) {
    try {
      Files.writeString(folder.resolve("policy.yaml"), policy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AuditLog(folder.resolve("audit.log"));
  }

  /** What the control plane has to be started with. */
  public String[] flags() {
    return new String[] {
      "--apiserver-arg=--audit-policy-file=" + log.resolveSibling("policy.yaml"),
      "--apiserver-arg=--audit-log-path=" + log,
      "--apiserver-arg=--audit-log-mode=blocking"
    };
  }

  /** A place in the log: what is there now is older. */
  public long mark() {
    try {
      return Files.size(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The requests after a mark that matter. */
  public List<Request> since(long mark, Predicate<Request> matters) {
    List<Request> requests = new ArrayList<>();
    try (var channel = Files.newByteChannel(log)) {
      channel.position(mark);
      String text =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        if (line.endsWith("}")) {
          Request request = request(json.readTree(line));
          if (matters.test(request)) {
            requests.add(request);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return requests;
  }

  private static Request request(JsonNode entry) {
    JsonNode object = entry.path("objectRef");
    JsonNode impersonated = entry.path("impersonatedUser").path("username");
    boolean isImpersonated = !impersonated.isMissingNode();
    String account = entry.path("user").path("username").asText();
    return new Request(
        entry.path("verb").asText(),
        entry.path("requestURI").asText(),
        object.path("namespace").asText(),
        object.path("resource").asText(),
        object.path("name").asText(),
        isImpersonated ? impersonated.asText() : account,
        isImpersonated,
        account,
        entry.path("responseStatus").path("code").asInt(),
        entry.path("userAgent").asText());
  }
}
