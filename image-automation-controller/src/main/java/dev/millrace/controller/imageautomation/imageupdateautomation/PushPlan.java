package dev.millrace.controller.imageautomation.imageupdateautomation;

import dev.millrace.api.image.GitPush;
import dev.millrace.api.image.GitSettings;
import dev.millrace.git.GitReference;
import dev.millrace.git.remote.PushTarget;
import dev.millrace.git.remote.PushTarget.Destination;
import dev.millrace.git.remote.PushTarget.Movement;
import dev.millrace.runtime.outcome.ReconcileFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where commits go.
 *
 * @param branch that is pushed to
 * @param isCheckout whether that is the branch that is checked out
 * @param rule what happens to a branch that is not
 * @param refspec an additional destination
 * @param options for the server
 */
record PushPlan(
    String branch,
    boolean isCheckout,
    BranchRule rule,
    Optional<RefSpec> refspec,
    Map<String, String> options) {

  /**
   * Reads the plan.
   *
   * @param checkout what is checked out; empty when neither object says
   */
  static PushPlan of(GitSettings git, Optional<GitReference> checkout, BranchRule rule) {
    Optional<GitPush> push = Optional.ofNullable(git.push());
    Optional<String> checkedOut = checkout.flatMap(PushPlan::branchOf);
    String branch =
        push.map(GitPush::branch)
            .filter(name -> !name.isEmpty())
            .or(() -> checkedOut)
            .orElseThrow(PushPlan::noBranch);
    return new PushPlan(
        branch,
        branchOf(checkout.orElseGet(GitReference::byDefault)).filter(branch::equals).isPresent(),
        rule,
        push.map(GitPush::refspec)
            .filter(text -> !text.isEmpty())
            .map(text -> RefSpec.parse(text, branch)),
        push.map(GitPush::options).orElse(Map.of()));
  }

  /** The branch that a reference names. */
  static Optional<String> branchOf(GitReference reference) {
    return reference instanceof GitReference.Branch(String name)
        ? Optional.of(name)
        : Optional.empty();
  }

  private static ReconcileFailure noBranch() {
    return new ReconcileFailure(
        AutomationReason.SOURCE_MANAGER_FAILED,
        "push spec not provided, and cannot be inferred from .spec.git.checkout.ref or"
            + " GitRepository .spec.ref");
  }

  /** The destinations of a push, of which the branch is moved as given. */
  PushTarget target(Movement movement) {
    List<Destination> destinations = new ArrayList<>();
    destinations.add(new Destination("refs/heads/" + branch, movement));
    refspec
        .map(RefSpec::destination)
        .filter(extra -> !extra.reference().equals(destinations.getFirst().reference()))
        .ifPresent(destinations::add);
    return new PushTarget(destinations, options);
  }

  /** What was done, for people. */
  String describe(String shortCommit) {
    String pushed = "pushed commit '%s' to branch '%s'".formatted(shortCommit, branch);
    return refspec.map(extra -> pushed + " and refspecs '" + extra.text() + "'").orElse(pushed);
  }
}
