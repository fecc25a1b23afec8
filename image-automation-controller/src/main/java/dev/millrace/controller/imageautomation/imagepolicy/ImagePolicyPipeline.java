package dev.millrace.controller.imageautomation.imagepolicy;

import dev.millrace.api.image.ImagePolicy;
import dev.millrace.api.image.ImagePolicyStatus;
import dev.millrace.api.image.ImageRef;
import dev.millrace.api.image.ImageRepository;
import dev.millrace.controller.imageautomation.gate.Gates;
import dev.millrace.controller.imageautomation.policy.PolicyException;
import dev.millrace.controller.imageautomation.tag.TagList;
import dev.millrace.runtime.outcome.Outcome;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Pipeline;
import dev.millrace.runtime.reconcile.Run;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Find repository → read its tags → select the latest → look up its digest → publish. */
final class ImagePolicyPipeline implements Pipeline<ImagePolicy, ImagePolicyStatus> {
  private final FindRepository findRepository;
  private final ScannedTags scannedTags;
  private final Gates gates;
  private final ReflectDigest reflectDigest;

  ImagePolicyPipeline(
      FindRepository findRepository,
      ScannedTags scannedTags,
      Gates gates,
      ReflectDigest reflectDigest) {
    this.findRepository = findRepository;
    this.scannedTags = scannedTags;
    this.gates = gates;
    this.reflectDigest = reflectDigest;
  }

  @Override
  public Outcome run(Run<ImagePolicy, ImagePolicyStatus> run) {
    ImagePolicy policy = run.object();
    requireInterval(policy);
    ImageRepository repository = run.step("find repository", () -> findRepository.of(policy));
    TagList tags = run.step("read tags", () -> scannedTags.of(repository));
    String tag = run.step("select tag", () -> select(policy, repository, tags));
    Optional<String> digest =
        run.step("look up digest", () -> reflectDigest.of(policy, repository, tag));
    return publish(run, new ImageRef(repository.spec().image(), tag, digest.orElse(null)));
  }

  /** The API server refuses this too, unless its definitions are of another version. */
  private static void requireInterval(ImagePolicy policy) {
    if (policy.spec().digestReflectionPolicy().equals("Always")
        && policy.spec().interval() == null) {
      throw new ReconcileFailure(
          ImagePolicyReason.INTERVAL_NOT_CONFIGURED,
          "spec.interval must be set when spec.digestReflectionPolicy is set to 'Always'");
    }
  }

  private String select(ImagePolicy policy, ImageRepository repository, TagList tags) {
    try {
      return gates.latest(policy, repository, SelectionRule.of(policy.spec()), tags.tags());
    } catch (PolicyException e) {
      ImagePolicyReason reason =
          switch (e.kind()) {
            case INVALID_POLICY -> ImagePolicyReason.INVALID_POLICY;
            case NO_TAG -> ImagePolicyReason.FAILURE;
          };
      throw new ReconcileFailure(reason, String.valueOf(e.getMessage()), e);
    }
  }

  private static Outcome publish(Run<ImagePolicy, ImagePolicyStatus> run, ImageRef latest) {
    ImageRef before = run.status().latestRef();
    boolean isNews = !latest.equals(before);
    if (isNews) {
      run.update(
          status -> status.toBuilder().latestRef(latest).observedPreviousRef(before).build());
    }
    String message = message(latest, run.status().observedPreviousRef());
    return isNews ? Outcome.ready(message) : Outcome.unchanged(message);
  }

  private static String message(ImageRef latest, @Nullable ImageRef previous) {
    StringBuilder text =
        new StringBuilder("Latest image tag for ")
            .append(latest.name())
            .append(" resolved to ")
            .append(latest.tag());
    if (latest.digest() != null) {
      text.append(" with digest ").append(latest.digest());
    }
    if (previous != null) {
      text.append(" (previously ").append(previous.name()).append(':').append(previous.tag());
      if (previous.digest() != null) {
        text.append('@').append(previous.digest());
      }
      text.append(')');
    }
    return text.toString();
  }
}
