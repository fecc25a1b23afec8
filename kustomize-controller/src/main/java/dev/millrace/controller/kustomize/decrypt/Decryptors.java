package dev.millrace.controller.kustomize.decrypt;

import dev.millrace.api.kustomize.Kustomization;
import dev.millrace.api.meta.LocalObjectReference;
import dev.millrace.runtime.outcome.GeneralReason;
import dev.millrace.runtime.outcome.Reason;
import dev.millrace.runtime.outcome.ReconcileFailure;
import dev.millrace.runtime.secret.SecretReader;
import dev.millrace.safety.Sensitive;
import dev.millrace.sops.Decryption;
import dev.millrace.sops.flux.FileDecryption;
import dev.millrace.sops.flux.ObjectDecryption;
import dev.millrace.sops.flux.SecretKeys;
import dev.millrace.sops.key.DataKeys;
import dev.millrace.sops.key.InvalidKey;
import dev.millrace.sops.key.KeySource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes what decrypts for a Kustomization, with the keys in the order of Flux: those of its Secret,
 * the age keys for everybody, the identity of its service account or else of this process (FLUX.md
 * 3.5).
 */
public final class Decryptors {
  private static final String SOPS = "sops";

  private final SecretReader secrets;
  private final SecretKeys reader;
  private final AccountKeys accountKeys;
  private final Settings settings;

  /**
   * What the flags say.
   *
   * @param namespace of this controller
   * @param ageSecret a Secret there with age keys for everybody; empty for none
   * @param checksCodes whether authentication codes of files are verified; those of rendered
   *     objects can't be, because building changes them
   * @param serviceAccounts whether service accounts may have identities of their own
   * @param defaultAccount the service account of objects that name none; empty for this process
   */
  public record Settings(
      String namespace,
      String ageSecret,
      boolean checksCodes,
      boolean serviceAccounts,
      String defaultAccount) {}

  /**
   * Reads keys anew for each run.
   *
   * @param accountKeys what service accounts and this process may use
   */
  public Decryptors(
      SecretReader secrets, SecretKeys reader, AccountKeys accountKeys, Settings settings) {
    this.secrets = secrets;
    this.reader = reader;
    this.accountKeys = accountKeys;
    this.settings = settings;
  }

  /**
   * What decrypts for an object; {@link Decryptor#NONE} when nothing is to be decrypted.
   *
   * @param reason of the failure when keys are missing or unusable
   */
  public Decryptor of(Kustomization object, Reason reason) {
    var wanted = object.spec().decryption();
    if (wanted == null) {
      return Decryptor.NONE;
    }
    String account = account(wanted);
    if (!wanted.provider().equals(SOPS)) {
      return Decryptor.NONE;
    }
    List<KeySource> keys = new ArrayList<>();
    keys.addAll(ownKeys(object.getMetadata().getNamespace(), wanted.secretRef(), reason));
    keys.addAll(keysForEverybody(reason));
    keys.addAll(identityKeys(object.getMetadata().getNamespace(), account, reason));
    Decryption lenient = Decryption.with(new DataKeys(keys)).withoutMacCheck();
    Decryption files = settings.checksCodes() ? Decryption.with(new DataKeys(keys)) : lenient;
    return Decryptor.of(new FileDecryption(files), new ObjectDecryption(lenient));
  }

  private List<KeySource> identityKeys(String namespace, String account, Reason reason) {
    if (account.isEmpty()) {
      return accountKeys.ofProcess();
    }
    try {
      return accountKeys.of(namespace, account);
    } catch (IllegalArgumentException e) {
      throw new ReconcileFailure(
          reason, "failed to configure authentication for decryption: " + e.getMessage(), e);
    }
  }

  /** The service account that decrypts; empty for none. */
  private String account(dev.millrace.api.kustomize.Decryption wanted) {
    String name = Objects.requireNonNullElse(wanted.serviceAccountName(), "");
    if (!name.isEmpty() && !settings.serviceAccounts()) {
      throw new ReconcileFailure(
          GeneralReason.FEATURE_GATE_DISABLED,
          "to use spec.decryption.serviceAccountName for decryption authentication please enable"
              + " the ObjectLevelWorkloadIdentity feature gate in the controller");
    }
    return name.isEmpty() && settings.serviceAccounts() ? settings.defaultAccount() : name;
  }

  private List<KeySource> ownKeys(
      String namespace, @Nullable LocalObjectReference reference, Reason reason) {
    if (reference == null) {
      return List.of();
    }
    String place = namespace + "/" + reference.name();
    Map<String, Sensitive<byte[]>> data =
        secrets
            .read(namespace, reference.name())
            .orElseThrow(
                () ->
                    new ReconcileFailure(
                        reason,
                        "cannot get decryption Secret '%s': it does not exist".formatted(place)));
    try {
      return reader.read(data);
    } catch (InvalidKey e) {
      throw unusable(place, e, reason);
    }
  }

  private List<KeySource> keysForEverybody(Reason reason) {
    if (settings.ageSecret().isEmpty()) {
      return List.of();
    }
    Optional<Map<String, Sensitive<byte[]>>> data =
        secrets.read(settings.namespace(), settings.ageSecret());
    try {
      return data.isPresent() ? reader.readAgeOnly(data.get()) : List.of();
    } catch (InvalidKey e) {
      throw unusable(settings.namespace() + "/" + settings.ageSecret(), e, reason);
    }
  }

  private static ReconcileFailure unusable(String place, InvalidKey problem, Reason reason) {
    return new ReconcileFailure(
        reason,
        "failed to import keys of decryption Secret '%s': %s"
            .formatted(place, problem.getMessage()),
        problem);
  }
}
