package dev.millrace.runtime.flags;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Flags of controllers that write tenants' objects, here or in other clusters (FLUX.md 1.9). */
@RegisterForReflection
public final class ApplyFlags {
  @Option(
      names = "--default-kubeconfig-service-account",
      defaultValue = "",
      description = "the service account for remote clusters when an object names none")
  private String defaultKubeconfigServiceAccount = "";

  @Option(
      names = "--http-retry",
      defaultValue = "9",
      description = "how often a failed download of an artifact is tried again")
  private int httpRetry;

  @Option(
      names = "--override-manager",
      split = ",",
      description = "a field manager whose fields are taken over (repeatable)")
  private List<String> overrideManagers = List.of();

  @Option(
      names = "--insecure-kubeconfig-exec",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "allow programs in kubeconfigs; refused here")
  private boolean insecureKubeconfigExec;

  @Option(
      names = "--insecure-kubeconfig-tls",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "false",
      description = "allow kubeconfigs that do not verify the server")
  private boolean insecureKubeconfigTls;

  /** The service account for remote clusters when an object names none; empty for none. */
  public Optional<String> defaultKubeconfigServiceAccount() {
    return Optional.of(defaultKubeconfigServiceAccount).filter(name -> !name.isEmpty());
  }

  /** How often a failed download of an artifact is tried again. */
  public int httpRetry() {
    return httpRetry;
  }

  /** Field managers whose fields are taken over. */
  public List<String> overrideManagers() {
    return List.copyOf(overrideManagers);
  }

  /** Whether kubeconfigs may name programs; no controller starts one whatever this says. */
  public boolean insecureKubeconfigExec() {
    return insecureKubeconfigExec;
  }

  /** Whether kubeconfigs may skip the check of the server. */
  public boolean insecureKubeconfigTls() {
    return insecureKubeconfigTls;
  }
}
