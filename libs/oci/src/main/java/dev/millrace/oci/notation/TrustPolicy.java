package dev.millrace.oci.notation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is trusted to sign what: the document {@code trustpolicy.json}, version 1.0. */
public final class TrustPolicy {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<Statement> statements;

  private TrustPolicy(List<Statement> statements) {
    this.statements = statements;
  }

  /**
   * Reads a policy.
   *
   * @throws IllegalArgumentException when it can't be used, with the reason for users
   */
  public static TrustPolicy parse(byte[] content) {
    var json = json(content);
    if (!json.path("version").asText("").equals("1.0")) {
      throw new IllegalArgumentException("the trust policy is not of version 1.0");
    }
    var statements = new ArrayList<Statement>();
    for (var policy : json.path("trustPolicies")) {
      statements.add(statement(policy));
    }
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("the trust policy has no statements");
    }
    requireUnique("name", statements.stream().map(Statement::name).toList());
    requireUnique("scope", statements.stream().flatMap(s -> s.scopes().stream()).toList());
    return new TrustPolicy(statements);
  }

  private static JsonNode json(byte[] content) {
    try {
      return JSON.readTree(content);
    } catch (IOException e) {
      throw new IllegalArgumentException("the trust policy is no JSON", e);
    }
  }

  private static Statement statement(JsonNode json) {
    var name = json.path("name").asText("");
    try {
      var verification = json.path("signatureVerification");
      var level = Level.of(verification.path("level").asText(""), texts(verification));
      var statement =
          new Statement(
              name,
              list(json.path("registryScopes")),
              level,
              level.skip() ? List.of() : list(json.path("trustStores")),
              level.skip() ? List.of() : list(json.path("trustedIdentities")));
      requireComplete(statement);
      return statement;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the statement '%s' of the trust policy can't be used: %s"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static void requireComplete(Statement statement) {
    if (statement.name().isEmpty()) {
      throw new IllegalArgumentException("it has no name");
    }
    if (statement.scopes().isEmpty()) {
      throw new IllegalArgumentException("it has no registryScopes");
    }
    if (statement.scopes().size() > 1 && statement.scopes().contains(Statement.ALL)) {
      throw new IllegalArgumentException("the scope '*' goes with no others");
    }
    boolean isTrusting = !statement.stores().isEmpty() && !statement.identities().isEmpty();
    if (!statement.level().skip() && !isTrusting) {
      throw new IllegalArgumentException("it needs trustStores and trustedIdentities");
    }
    if (statement.identities().size() > 1 && statement.identities().contains(Statement.ALL)) {
      throw new IllegalArgumentException("the identity '*' goes with no others");
    }
    statement.identities().forEach(Subject::requireReadable);
  }

  private static Map<String, String> texts(JsonNode verification) {
    var texts = new LinkedHashMap<String, String>();
    verification
        .path("override")
        .properties()
        .forEach(field -> texts.put(field.getKey(), field.getValue().asText("")));
    return texts;
  }

  private static List<String> list(JsonNode json) {
    var list = new ArrayList<String>();
    json.forEach(element -> list.add(element.asText("")));
    return list;
  }

  private static void requireUnique(String what, List<String> values) {
    var seen = new HashSet<String>();
    for (var value : values) {
      if (!seen.add(value)) {
        throw new IllegalArgumentException(
            "the trust policy has the %s '%s' twice".formatted(what, value));
      }
    }
  }

  /** The statement about a repository, {@code registry/path}: its own, else that for all. */
  Optional<Statement> about(String repository) {
    return scoped(repository).or(() -> scoped(Statement.ALL));
  }

  private Optional<Statement> scoped(String scope) {
    return statements.stream().filter(s -> s.scopes().contains(scope)).findFirst();
  }
}
