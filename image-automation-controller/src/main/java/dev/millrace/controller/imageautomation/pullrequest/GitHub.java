package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.TokenException;
import java.util.Map;
import java.util.Optional;

/** GitHub, and GitHub Enterprise. */
final class GitHub implements Forge {
  private final ForgeApi api;
  private final String owner;

  /**
   * @param api at {@code /repos/OWNER/NAME}
   */
  GitHub(ForgeApi api, String owner) {
    this.api = api;
    this.owner = owner;
  }

  @Override
  public Optional<OpenRequest> find(String source, String target) throws TokenException {
    String query =
        "/pulls?state=open&head=%s&base=%s"
            .formatted(ForgeApi.encode(owner + ":" + source), ForgeApi.encode(target));
    return ForgeApi.list(api.call("GET", query, null)).stream()
        .filter(found -> ForgeApi.text(found, "head", "ref").equals(source))
        .findFirst()
        .map(
            found ->
                new OpenRequest(
                    ForgeApi.text(found, "number"),
                    ForgeApi.text(found, "title"),
                    ForgeApi.text(found, "body")));
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
