package dev.millrace.cluster;

/** A kubeconfig that is not used, because it is malformed or asks for what is not allowed. */
public final class RefusedKubeConfig extends RuntimeException {

  private static final long serialVersionUID = 1;

  RefusedKubeConfig(String message) {
    super(message);
  }
}
