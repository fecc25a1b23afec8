package dev.millrace.controller.kustomize.config;

import dev.millrace.runtime.flags.ApplierFlags;
import dev.millrace.runtime.flags.EgressFlags;
import dev.millrace.safety.net.EgressPolicy;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of kustomize-controller (FLUX.md 1.9). */
@RegisterForReflection
@Command(
    name = "kustomize-controller",
    description = "Kustomizations become applied, healthy objects.")
public final class KustomizeFlags extends ApplierFlags {
  /** FLUX.md 1.10, but for CancelHealthCheckOnNewRevision, which is off there. */
  private static final Map<String, Boolean> GATES =
      Map.ofEntries(
          Map.entry("AdditiveCELDependencyCheck", false),
          Map.entry("CancelHealthCheckOnNewRevision", true),
          Map.entry("DirectSourceFetch", false),
          Map.entry("DisableConfigWatchers", false),
          Map.entry("DisableFailFastBehavior", false),
          Map.entry("DisableStatusPollerCache", true),
          Map.entry("ExternalArtifact", false),
          Map.entry("GroupChangeLog", false),
          Map.entry("MigrateAPIVersion", false),
          Map.entry("StrictPostBuildSubstitutions", true));

  @Mixin private EgressFlags egress = new EgressFlags();

  @Option(
      names = "--concurrent-ssa",
      defaultValue = "4",
      description = "how many objects of one Kustomization are applied at the same time")
  private int concurrentSsa;

  @Option(
      names = "--no-remote-bases",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "refuse bases and files of other hosts that kustomizations refer to")
  private boolean noRemoteBases;

  @Option(
      names = "--default-decryption-service-account",
      defaultValue = "",
      description = "the service account for decryption when an object names none")
  private String defaultDecryptionServiceAccount = "";

  @Option(
      names = "--sops-age-secret",
      defaultValue = "",
      description = "a Secret with age keys for every object")
  private String sopsAgeSecret = "";

  @Option(
      names = "--sops-vault-configmap",
      defaultValue = "",
      description = "a ConfigMap that lists the Vault servers which service accounts may log in to")
  private String sopsVaultConfigmap = "";

  @Option(
      names = "--custom-apply-stage-kinds",
      split = ",",
      description = "kinds that are applied before the rest")
  private List<String> customApplyStageKinds = List.of();

  @Option(
      names = "--sops-verify-mac",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description = "refuse encrypted files whose authentication code is wrong")
  private boolean sopsVerifyMac;

  @Option(
      names = "--deletion-guard",
      description =
          "how many objects a revision may delete without the annotation"
              + " millrace.dev/approve-deletions; no limit unless given")
  private @Nullable Integer deletionGuard;

  @Option(
      names = "--deletion-guard-kinds",
      split = ",",
      defaultValue =
          "Namespace,apiextensions.k8s.io/CustomResourceDefinition,PersistentVolumeClaim",
      description = "kinds of which the guard lets no object be deleted")
  private List<String> deletionGuardKinds = List.of();

  @Option(
      names = "--full-check-every",
      defaultValue = "10",
      description =
          "after how many runs with nothing to do objects are compared with the API server all"
              + " the same; 0 for never")
  private int fullCheckEvery;

  @Option(
      names = "--progress-after",
      defaultValue = "2s",
      description = "how long a run may take before status and events tell that it is under way")
  private Duration progressAfter = Duration.ZERO;

  @Override
  public Duration progressAfter() {
    return progressAfter;
  }

  @Override
  public Map<String, Boolean> ownFeatureGates() {
    return GATES;
  }

  /** How many objects of one Kustomization are applied at the same time. */
  public int concurrentSsa() {
    return concurrentSsa;
  }

  /** Whether what lies on other hosts is refused. */
  public boolean noRemoteBases() {
    return noRemoteBases;
  }

  /** Where requests for remote bases may go. */
  public EgressPolicy egress() {
    return egress.policy();
  }

  /** The service account for decryption when an object names none; empty for none. */
  public String defaultDecryptionServiceAccount() {
    return defaultDecryptionServiceAccount;
  }

  /** The name of a Secret with age keys for every object; empty for none. */
  public String sopsAgeSecret() {
    return sopsAgeSecret;
  }

  /** The name of the ConfigMap of allowed Vault servers; empty for none. */
  public String sopsVaultConfigmap() {
    return sopsVaultConfigmap;
  }

  /** Kinds that are applied and awaited before the rest. */
  public List<String> customApplyStageKinds() {
    return List.copyOf(customApplyStageKinds);
  }

  /**
   * After how many runs with nothing to do objects are compared with the API server all the same; 0
   * for never.
   */
  public int fullCheckEvery() {
    return fullCheckEvery;
  }

  /** Whether encrypted files whose authentication code is wrong are refused. */
  public boolean sopsVerifyMac() {
    return sopsVerifyMac;
  }

  /** How many objects a revision may delete; empty for no limit. */
  public OptionalInt deletionGuard() {
    return deletionGuard == null ? OptionalInt.empty() : OptionalInt.of(deletionGuard);
  }

  /** Kinds of which the deletion guard lets no object be deleted. */
  public List<String> deletionGuardKinds() {
    return List.copyOf(deletionGuardKinds);
  }
}
