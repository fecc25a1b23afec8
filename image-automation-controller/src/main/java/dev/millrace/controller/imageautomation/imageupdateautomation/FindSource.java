package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.access.git.GitAccess;
import dev.millrace.api.image.GitSettings;
import dev.millrace.api.image.ImageUpdateAutomation;
import dev.millrace.api.source.GitRepository;
import dev.millrace.controller.imageautomation.pullrequest.PullRequests;
import dev.millrace.git.GitLimits;
import dev.millrace.git.GitReference;
import dev.millrace.git.remote.GitRemote;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reference.NamespaceRule;
import dev.millrace.runtime.reference.ReferenceKey;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the GitRepository of an automation, and how to read and write it. */
final class FindSource {
  private final KubernetesClient client;
  private final NamespaceRule rule;
  private final BranchRule branchRule;
  private final GitAccess access;
  private final SigningKeys signingKeys;
  private final Path temporaryFolder;
  private final boolean sparse;

  /**
   * @param sparse whether only the files that may be changed are fetched
   * @param temporaryFolder an existing folder for what fetches bring
   */
  FindSource(
      KubernetesClient client,
      NamespaceRule rule,
      BranchRule branchRule,
      GitAccess access,
      SigningKeys signingKeys,
      Path temporaryFolder,
      boolean sparse) {
    this.client = client;
    this.rule = rule;
    this.branchRule = branchRule;
    this.access = access;
    this.signingKeys = signingKeys;
    this.temporaryFolder = temporaryFolder;
    this.sparse = sparse;
  }

  /** What an automation refers to. */
  static ReferenceKey reference(ImageUpdateAutomation automation) {
    String named = automation.spec().sourceRef().namespace();
    return new ReferenceKey(
        "GitRepository",
        named == null || named.isEmpty() ? automation.getMetadata().getNamespace() : named,
        automation.spec().sourceRef().name());
  }

  /**
   * The source of an automation.
   *
   * @param path what of it is updated
   */
  WritableSource of(ImageUpdateAutomation automation, UpdatePath path) {
    GitSettings git = settings(automation);
    GitRepository repository = repository(automation);
    Optional<GitReference> checkout = checkout(git, repository);
    return new WritableSource(
        new GitRemote(access.of(repository), GitLimits.defaults(), temporaryFolder),
        checkout.orElseGet(GitReference::byDefault),
        git.commit().author(),
        signingKeys.of(automation.getMetadata().getNamespace(), git.commit()),
        plan(automation, git, checkout),
        sparse ? Optional.of(path::covers) : Optional.empty());
  }

  private PushPlan plan(
      ImageUpdateAutomation automation, GitSettings git, Optional<GitReference> checkout) {
    if (!PullRequests.areWanted(automation.getMetadata())) {
      return PushPlan.of(git, checkout, branchRule);
    }
    PushPlan plan = PushPlan.of(git, checkout, BranchRule.FOR_PULL_REQUESTS);
    if (plan.isCheckout()
        || PushPlan.branchOf(checkout.orElseGet(GitReference::byDefault)).isEmpty()) {
      throw invalid(
          "pull requests need a branch to check out, and another one in spec.git.push.branch");
    }
    return plan;
  }

  private static GitSettings settings(ImageUpdateAutomation automation) {
    String kind = automation.spec().sourceRef().kind();
    if (!kind.equals("GitRepository")) {
      throw invalid("source kind '%s' not supported: invalid source configuration".formatted(kind));
    }
    GitSettings git = automation.spec().git();
    if (git == null) {
      throw invalid(
          "source kind 'GitRepository' necessitates field .spec.git: invalid source"
              + " configuration");
    }
    return git;
  }

  private static ReconcileFailure invalid(String message) {
    return new ReconcileFailure(AutomationReason.INVALID_SOURCE_CONFIGURATION, message);
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
          "referenced git repository does not exist: GitRepository '%s/%s' not found"
              .formatted(reference.namespace(), reference.name()));
    }
    return found;
  }

  private static Optional<GitReference> checkout(GitSettings git, GitRepository repository) {
    var own = git.checkout() == null ? null : git.checkout().ref();
    return Optional.ofNullable(own == null ? repository.spec().ref() : own)
        .map(
            ref ->
                GitReference.of(ref.branch(), ref.tag(), ref.semver(), ref.name(), ref.commit()));
  }
}
