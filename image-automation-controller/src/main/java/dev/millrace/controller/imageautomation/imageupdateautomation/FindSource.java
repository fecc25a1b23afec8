package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.GitPush;
import dev.millrace.api.image.GitSettings;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.api.source.GitRepository;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitException;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.GitUrl;
import dev.millrace.git.RemoteAccess;
import dev.millrace.git.remote.GitRemote;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.reference.ReferenceKey;
import dev.millrace.runtime.secret.ClusterSecrets;
import dev.millrace.runtime.secret.SecretValues;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the GitRepository of an automation, and how to read and write it. */
final class FindSource {
  private final KubernetesClient client;
  private final NamespaceRule rule;
  private final Path temporaryFolder;

  FindSource(KubernetesClient client, NamespaceRule rule, Path temporaryFolder) {
    this.client = client;
    this.rule = rule;
    this.temporaryFolder = temporaryFolder;
  }

  /** What an automation refers to. */
  static ReferenceKey reference(ImageUpdateAutomation automation) {
    String named = automation.spec().sourceRef().namespace();
    return new ReferenceKey(
        "GitRepository",
        named == null || named.isEmpty() ? automation.getMetadata().getNamespace() : named,
        automation.spec().sourceRef().name());
  }

  WritableSource of(ImageUpdateAutomation automation) {
    GitSettings git = settings(automation);
    GitRepository repository = repository(automation);
    GitReference checkout = checkout(git, repository);
    Optional<GitPush> push = Optional.ofNullable(git.push());
    String pushBranch =
        push.map(GitPush::branch)
            .filter(name -> !name.isEmpty())
            .orElseGet(() -> branchOf(checkout));
    boolean ownBranch =
        !(checkout instanceof GitReference.Branch(String name)) || !name.equals(pushBranch);
    return new WritableSource(
        new GitRemote(access(repository), GitLimits.defaults(), temporaryFolder),
        checkout,
        git.commit().author(),
        pushBranch,
        ownBranch,
        push.map(GitPush::options).orElse(Map.of()));
  }

  private static GitSettings settings(ImageUpdateAutomation automation) {
    if (!automation.spec().sourceRef().kind().equals("GitRepository")) {
      throw new ReconcileFailure(
          AutomationReason.INVALID_SOURCE_CONFIGURATION,
          "spec.sourceRef.kind: '%s' can't be written to; use GitRepository"
              .formatted(automation.spec().sourceRef().kind()));
    }
    return Optional.ofNullable(automation.spec().git())
        .orElseThrow(
            () ->
                new ReconcileFailure(
                    AutomationReason.INVALID_SOURCE_CONFIGURATION,
                    "spec.git is missing: it says who commits"));
  }

  private GitRepository repository(ImageUpdateAutomation automation) {
    ReferenceKey reference = reference(automation);
    rule.check(automation.getMetadata().getNamespace(), reference);
    GitRepository found =
        client
            .resources(GitRepository.class)
            .inNamespace(reference.namespace())
            .withName(reference.name())
            .get();
    if (found == null) {
      throw new ReconcileFailure(
          AutomationReason.SOURCE_MANAGER_FAILED,
          "GitRepository '%s/%s' not found".formatted(reference.namespace(), reference.name()));
    }
    return found;
  }

  private static GitReference checkout(GitSettings git, GitRepository repository) {
    var own = git.checkout() == null ? null : git.checkout().ref();
    var wanted = own == null ? repository.spec().ref() : own;
    return wanted == null
        ? GitReference.byDefault()
        : GitReference.of(
            wanted.branch(), wanted.tag(), wanted.semver(), wanted.name(), wanted.commit());
  }

  private static String branchOf(GitReference checkout) {
    if (checkout instanceof GitReference.Branch(String name)) {
      return name;
    }
    throw new ReconcileFailure(
        AutomationReason.INVALID_SOURCE_CONFIGURATION,
        "spec.git.push.branch is missing, and what is checked out is no branch");
  }

  private RemoteAccess access(GitRepository repository) {
    try {
      GitUrl url = GitUrl.parse(repository.spec().url());
      Map<String, String> secret = secret(repository);
      GitCredentials credentials =
          secret.isEmpty()
              ? new GitCredentials.Anonymous()
              : GitCredentials.fromSecret(url, secret);
      return RemoteAccess.of(url, credentials)
          .withTimeout(repository.spec().timeout().asDuration());
    } catch (GitException e) {
      throw new ReconcileFailure(
          AutomationReason.SOURCE_MANAGER_FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private Map<String, String> secret(GitRepository repository) {
    LocalObjectReference reference = repository.spec().secretRef();
    if (reference == null) {
      return Map.of();
    }
    String namespace = repository.getMetadata().getNamespace();
    return new ClusterSecrets(client)
        .find(namespace, reference.name())
        .map(SecretValues::texts)
        .orElseThrow(
            () ->
                new ReconcileFailure(
                    AutomationReason.SOURCE_MANAGER_FAILED,
                    "Secret '%s/%s' not found".formatted(namespace, reference.name())));
  }
}
