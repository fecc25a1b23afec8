package dev.millrace.controller.imageautomation.pullrequest;

/**
 * A pull request that is open.
 *
 * @param id by which the server knows it
 */
record OpenRequest(String id, String title, String body) {
  boolean says(Proposal proposal) {
    return title.equals(proposal.title()) && body.strip().equals(proposal.body());
  }
}
