package dev.millrace.runtime.flags;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags of controllers that reach Git by SSH. */
@RegisterForReflection
public final class SshFlags {
  @Option(
      names = "--ssh-kex-algos",
      split = ",",
      description = "the key exchange algorithms allowed for SSH")
  private List<String> kexAlgos = List.of();

  @Option(
      names = "--ssh-hostkey-algos",
      split = ",",
      description = "the host key algorithms allowed for SSH")
  private List<String> hostkeyAlgos = List.of();

  /** The key exchange algorithms allowed for SSH; empty for the defaults. */
  public List<String> kexAlgos() {
    return List.copyOf(kexAlgos);
  }

  /** The host key algorithms allowed for SSH; empty for the defaults. */
  public List<String> hostkeyAlgos() {
    return List.copyOf(hostkeyAlgos);
  }
}
