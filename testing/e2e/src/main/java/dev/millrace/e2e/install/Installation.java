package dev.millrace.e2e.install;

import dev.millrace.e2e.cluster.Cluster;
import dev.millrace.e2e.process.Controller;
import java.nio.file.Path;
import java.util.List;

/** How the suite gets into the cluster, and as whom the controllers run. */
public interface Installation {
  /** The namespace of the controllers. */
  String NAMESPACE = "flux-system";

  /** Applies what the controllers need before they start. */
  void applyTo(Cluster cluster);

  /**
   * The kubeconfig of a controller.
   *
   * @param administrator the kubeconfig of the cluster's administrator
   * @param folder for files of this installation
   */
  Path kubeconfig(Controller controller, Cluster cluster, Path administrator, Path folder);

  /** Flags that this installation gives a controller, without those that name addresses. */
  List<String> flags(Controller controller);
}
