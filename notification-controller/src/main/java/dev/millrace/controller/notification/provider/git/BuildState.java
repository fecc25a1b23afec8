package dev.millrace.controller.notification.provider.git;

/** The words of Bitbucket for how a build went. */
final class BuildState {
  private BuildState() {}

  static String of(CommitStatus status) {
    return status.state() == CommitStatus.State.FAILURE ? "FAILED" : "SUCCESSFUL";
  }
}
