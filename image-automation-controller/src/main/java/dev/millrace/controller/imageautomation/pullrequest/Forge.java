package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.TokenException;
import java.util.Optional;

/** A server of Git repositories with pull requests, as far as we talk to it. */
interface Forge {
  /** The open pull request from one branch to another. */
  Optional<OpenRequest> find(String source, String target) throws TokenException;

  /** Opens a pull request. */
  void open(Proposal proposal) throws TokenException;

  /** Changes title and body of a pull request. */
  void update(String id, Proposal proposal) throws TokenException;

  /** Closes a pull request without merging it. */
  void close(String id) throws TokenException;
}
