package dev.millrace.controller.imageautomation.gate;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImageRef;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.controller.imageautomation.policy.PolicyException;
import dev.millrace.controller.imageautomation.policy.TagSelection;
import dev.millrace.controller.imageautomation.registry.ImageRegistry;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Selects the latest tag that passes all gates of a policy. What is selected already is not checked
 * again; of the tags behind the latest a few are tried.
 */
public final class Gates {
  private static final String NEVER_DOWNGRADE = "millrace.dev/never-downgrade";
  private static final int MOST_CANDIDATES = 10;

  private final List<Gate> gates;
  private final Promotion promotion;
  private final Reason closed;

  /**
   * @param closed the reason of failures when no tag passes
   */
  public Gates(
      ImageRegistry registry,
      SecretReader secrets,
      Promotion promotion,
      Clock clock,
      Reason closed) {
    this.promotion = promotion;
    this.gates =
        List.of(
            new PlatformGate(registry),
            new AgeGate(registry, clock),
            new SignatureGate(registry, secrets));
    this.closed = closed;
  }

  /**
   * The latest tag that passes.
   *
   * @throws PolicyException when no tag fits the policy
   * @throws ReconcileFailure when none of those that fit passes
   */
  public String latest(
      ImagePolicy policy, ImageRepository repository, TagSelection selection, List<String> all) {
    List<String> tags = promotion.restrict(policy, all);
    String latest = selection.latest(tags);
    if (!hasGates(policy)) {
      return latest;
    }
    List<String> left = new ArrayList<>(tags);
    List<String> objections = new ArrayList<>();
    String tag = latest;
    for (int tried = 0; tried < MOST_CANDIDATES; tried++) {
      Optional<String> objection = objection(new Candidate(policy, repository, tag), selection);
      if (objection.isEmpty()) {
        return tag;
      }
      objections.add("%s: %s".formatted(tag, objection.get()));
      left.remove(tag);
      Optional<String> next = next(selection, left);
      if (next.isEmpty()) {
        break;
      }
      tag = next.get();
    }
    throw new ReconcileFailure(
        closed, "no tag passes the gates of the policy: " + String.join("; ", objections));
  }

  private static Optional<String> next(TagSelection selection, List<String> left) {
    try {
      return Optional.of(selection.latest(left));
    } catch (PolicyException _) {
      return Optional.empty();
    }
  }

  private boolean hasGates(ImagePolicy policy) {
    return Wish.of(policy, NEVER_DOWNGRADE).isPresent()
        || gates.stream().anyMatch(gate -> Wish.of(policy, gate.annotation()).isPresent());
  }

  private Optional<String> objection(Candidate candidate, TagSelection selection) {
    ImagePolicy policy = candidate.policy();
    ImageRef selected = policy.status().latestRef();
    if (selected != null && selected.tag().equals(candidate.tag())) {
      return Optional.empty();
    }
    if (selected != null
        && Wish.of(policy, NEVER_DOWNGRADE).filter("enabled"::equals).isPresent()
        && goesBack(selection, selected.tag(), candidate.tag())) {
      return Optional.of("it comes before " + selected.tag());
    }
    for (Gate gate : gates) {
      Optional<String> wanted = Wish.of(policy, gate.annotation());
      if (wanted.isPresent()) {
        Optional<String> objection = objection(gate, candidate, wanted.get());
        if (objection.isPresent()) {
          return objection;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> objection(Gate gate, Candidate candidate, String wanted) {
    try {
      return gate.objection(candidate, wanted);
    } catch (IllegalArgumentException e) {
      throw new ReconcileFailure(
          closed,
          "the annotation %s is '%s': %s".formatted(gate.annotation(), wanted, e.getMessage()),
          e);
    }
  }

  private static boolean goesBack(TagSelection selection, String selected, String tag) {
    try {
      return selection.latest(List.of(selected, tag)).equals(selected);
    } catch (PolicyException _) {
      return false;
    }
  }
}
