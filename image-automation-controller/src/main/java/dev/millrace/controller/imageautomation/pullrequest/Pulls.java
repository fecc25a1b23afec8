package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.TokenException;
import java.util.Map;

/** The part of GitHub's interface that others took over: {@code /pulls} below a repository. */
abstract class Pulls implements Forge {
  /** At the repository. */
  final ForgeApi api;

  /**
   * @param api at {@code /repos/OWNER/NAME}
   */
  Pulls(ForgeApi api) {
    this.api = api;
  }

  /** An entry of a list of pull requests. */
  static OpenRequest read(Object entry) {
    return new OpenRequest(
        ForgeApi.text(entry, "number"),
        ForgeApi.text(entry, "title"),
        ForgeApi.text(entry, "body"));
  }

  @Override
  public void open(Proposal proposal) throws TokenException {
    api.call(
        "POST",
        "/pulls",
        Map.of(
            "title", proposal.title(),
            "body", proposal.body(),
            "head", proposal.source(),
            "base", proposal.target()));
  }

  @Override
  public void update(String id, Proposal proposal) throws TokenException {
    api.call("PATCH", "/pulls/" + id, Map.of("title", proposal.title(), "body", proposal.body()));
  }

  @Override
  public void close(String id) throws TokenException {
    api.call("PATCH", "/pulls/" + id, Map.of("state", "closed"));
  }
}
