package dev.millrace.controller.source.gitrepository;

import static dev.millrace.controller.source.status.SourceCondition.SOURCE_VERIFIED;
import static dev.millrace.controller.source.status.SourceReason.INVALID_COMMIT_SIGNATURE;
import static dev.millrace.controller.source.status.SourceReason.INVALID_GIT_OBJECT;
import static dev.millrace.controller.source.status.SourceReason.INVALID_TAG_SIGNATURE;
import static dev.millrace.controller.source.status.SourceReason.INVALID_VERIFICATION_MODE;
import static dev.millrace.controller.source.status.SourceReason.VERIFICATION_ERROR;

import dev.millrace.api.source.GitRepository;
import dev.millrace.api.source.GitRepositoryStatus;
import dev.millrace.api.source.GitVerification;
import dev.millrace.git.GitException;
import dev.millrace.git.ResolvedReference;
import dev.millrace.git.remote.GitSnapshot;
import dev.millrace.git.remote.TagInfo;
import dev.millrace.git.signature.TrustedKeys;
import dev.millrace.runtime.condition.Mark;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.reconcile.Run;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.runtime.secret.SecretValues;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Checks the signatures that {@code spec.verify} asks for; without it nothing is checked. */
public final class VerifySignature {
  private static final String TAGS = "refs/tags/";

  private final SecretReader secrets;
  private final Clock clock;

  /** Checks with keys from the Secrets of a cluster. */
  public VerifySignature(SecretReader secrets, Clock clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Ends the run when a wanted signature is missing or wrong. */
  void of(Run<GitRepository, GitRepositoryStatus> run, GitSnapshot snapshot) {
    GitVerification verify = run.object().spec().verify();
    if (verify == null) {
      run.unmark(SOURCE_VERIFIED);
      return;
    }
    TrustedKeys keys = keys(run.object(), verify);
    List<String> verified = new ArrayList<>();
    if (wantsTag(verify)) {
      verified.add(tag(snapshot, keys));
    }
    if (wantsCommit(verify)) {
      verified.add(commit(snapshot, keys));
    }
    String message = "verified signature of\n\t- " + String.join("\n\t- ", verified);
    run.mark(Mark.holds(SOURCE_VERIFIED, GeneralReason.SUCCEEDED, message));
  }

  private TrustedKeys keys(GitRepository object, GitVerification verify) {
    String namespace = object.getMetadata().getNamespace();
    String name = verify.secretRef().name();
    SecretValues secret =
        SecretValues.required(secrets, namespace, name, "public keys", VERIFICATION_ERROR);
    return TrustedKeys.of(secret.texts().values(), clock);
  }

  private static String tag(GitSnapshot snapshot, TrustedKeys keys) {
    TagInfo tag = snapshot.tag().orElseThrow(() -> withoutTagObject(snapshot.reference()));
    if (!tag.signed().isSigned()) {
      throw unsigned(named(tag));
    }
    try {
      String key = keys.verify(tag.signed().payload(), tag.signed().signature());
      return "tag '%s' with key '%s'".formatted(named(tag), key);
    } catch (GitException e) {
      throw new ReconcileFailure(
          INVALID_TAG_SIGNATURE,
          "signature verification of tag '%s' failed: %s".formatted(named(tag), e.getMessage()),
          e);
    }
  }

  /** A lightweight tag may be replaced by a signed one, so it is asked for again; a branch not. */
  private static ReconcileFailure withoutTagObject(ResolvedReference reference) {
    return reference.name().startsWith(TAGS)
        ? unsigned(reference.name().substring(TAGS.length()))
        : new ReconcileFailure(
            INVALID_VERIFICATION_MODE,
            "cannot verify tag object's signature if a tag reference is not specified");
  }

  private static ReconcileFailure unsigned(String tag) {
    return new ReconcileFailure(
        INVALID_GIT_OBJECT,
        "cannot verify signature of tag '%s' since it is not signed".formatted(tag));
  }

  private static String commit(GitSnapshot snapshot, TrustedKeys keys) {
    var commit = snapshot.commit();
    try {
      String key = keys.verify(commit.signed().payload(), commit.signed().signature());
      return "commit '%s' with key '%s'".formatted(commit.id(), key);
    } catch (GitException e) {
      throw new ReconcileFailure(
          INVALID_COMMIT_SIGNATURE,
          "signature verification of commit '%s' failed: %s".formatted(commit.id(), e.getMessage()),
          e);
    }
  }

  private static String named(TagInfo tag) {
    return tag.name() + "@" + tag.id();
  }

  private static boolean wantsTag(GitVerification verify) {
    return verify.mode().equals("Tag") || verify.mode().equals("TagAndHEAD");
  }

  private static boolean wantsCommit(GitVerification verify) {
    return !verify.mode().equals("Tag");
  }
}
