package dev.millrace.e2e.process;

/** The five programs, in the order in which a commit passes them. */
public enum Controller {
  SOURCE("source-controller"),
  KUSTOMIZE("kustomize-controller"),
  HELM("helm-controller"),
  NOTIFICATION("notification-controller"),
  IMAGE_AUTOMATION("image-automation-controller");

  private final String program;

  Controller(String program) {
    this.program = program;
  }

  /** The name of the module, of the program and of its Deployment. */
  public String program() {
    return program;
  }
}
