package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.JsonService;
import dev.millrace.access.token.TokenException;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.RemoteAccess;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import dev.millrace.safety.Sensitive;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one pull request open for a push branch while there is something to merge, as annotations
 * of the automation ask for: {@value #FORGE} names the forge; {@value #API} its API where that does
 * not follow from the repository's URL; {@value #SECRET} a Secret with the key {@code token} where
 * the credentials of the repository won't do.
 */
public final class PullRequests {
  /** Switches pull requests on: github, gitlab, gitea, bitbucket or azuredevops. */
  public static final String FORGE = "millrace.dev/pull-request";

  private static final String API = "millrace.dev/pull-request-api";
  private static final String SECRET = "millrace.dev/pull-request-secret";
  private static final String TOKEN = "token";

  private final SecretReader secrets;
  private final Reason reason;

  /**
   * @param reason of failures
   */
  public PullRequests(SecretReader secrets, Reason reason) {
    this.secrets = secrets;
    this.reason = reason;
  }

  /** Whether an automation asks for pull requests. */
  public static boolean areWanted(ObjectMeta automation) {
    return annotation(automation, FORGE).isPresent();
  }

  /** Opens the pull request, or brings title and body of the one that is open up to date. */
  public void propose(ObjectMeta automation, RemoteAccess repository, Proposal proposal) {
    with(
        automation,
        repository,
        forge -> {
          Optional<OpenRequest> open = forge.find(proposal.source(), proposal.target());
          if (open.isEmpty()) {
            forge.open(proposal);
          } else if (!open.get().says(proposal)) {
            forge.update(open.get().id(), proposal);
          }
        });
  }

  /** Closes the pull request if one is open. */
  public void withdraw(
      ObjectMeta automation, RemoteAccess repository, String source, String target) {
    with(
        automation,
        repository,
        forge -> {
          Optional<OpenRequest> open = forge.find(source, target);
          if (open.isPresent()) {
            forge.close(open.get().id());
          }
        });
  }

  @FunctionalInterface
  private interface Work {
    void on(Forge forge) throws TokenException;
  }

  private void with(ObjectMeta automation, RemoteAccess repository, Work work) {
    String name = annotation(automation, FORGE).orElse("");
    ForgeKind kind =
        ForgeKind.named(name)
            .orElseThrow(
                () ->
                    failed(
                        "the annotation %s is '%s'; use github, gitlab, gitea, bitbucket or azuredevops"
                            .formatted(FORGE, name),
                        null));
    String api = annotation(automation, API).orElseGet(() -> kind.api(repository.url()));
    try (JsonService service =
        JsonService.open(repository.tls(), repository.proxy(), repository.timeout())) {
      work.on(
          kind.at(
              service,
              api.replaceFirst("/+$", ""),
              path(repository),
              token(automation, repository).reveal()));
    } catch (IOException | IllegalArgumentException e) {
      throw failed("the pull request can't be kept up to date: " + e.getMessage(), e);
    }
  }

  private static List<String> path(RemoteAccess repository) {
    String path = repository.url().path().replaceFirst("^/+", "").replaceFirst("(\\.git)?/*$", "");
    return List.of(path.split("/+", -1));
  }

  private Sensitive<String> token(ObjectMeta automation, RemoteAccess repository) {
    Optional<String> secret = annotation(automation, SECRET);
    if (secret.isPresent()) {
      return SecretValues.required(
              secrets, automation.getNamespace(), secret.get(), "pull request", reason)
          .text(TOKEN)
          .orElseThrow(
              () ->
                  failed(
                      "secret '%s/%s' lacks the key '%s'"
                          .formatted(automation.getNamespace(), secret.get(), TOKEN),
                      null));
    }
    return switch (repository.credentials()) {
      case GitCredentials.Basic(_, Sensitive<String> password) -> password;
      case GitCredentials.Bearer(Sensitive<String> bearer) -> bearer;
      default ->
          throw failed(
              "pull requests need a token: name a Secret in the annotation " + SECRET, null);
    };
  }

  private ReconcileFailure failed(String message, @Nullable Exception cause) {
    return new ReconcileFailure(reason, message, cause);
  }

  private static Optional<String> annotation(ObjectMeta object, String key) {
    return Optional.ofNullable(
            Objects.requireNonNullElse(object.getAnnotations(), Map.<String, String>of()).get(key))
        .filter(value -> !value.isBlank());
  }
}
