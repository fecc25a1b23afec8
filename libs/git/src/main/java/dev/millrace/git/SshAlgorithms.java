package dev.millrace.git;

import java.util.List;

/**
 * The SSH algorithms that may be used, in order of preference ({@code --ssh-kex-algos} and {@code
 * --ssh-hostkey-algos}); an empty list leaves the choice to the SSH library.
 */
public record SshAlgorithms(List<String> keyExchanges, List<String> hostKeys) {
  /** Copies the lists. */
  public SshAlgorithms {
    keyExchanges = List.copyOf(keyExchanges);
    hostKeys = List.copyOf(hostKeys);
  }

  /** The library's own choice. */
  public static SshAlgorithms defaults() {
    return new SshAlgorithms(List.of(), List.of());
  }
}
