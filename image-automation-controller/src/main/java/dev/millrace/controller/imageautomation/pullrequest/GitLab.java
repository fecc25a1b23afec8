package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.TokenException;
import java.util.Map;
import java.util.Optional;

/** GitLab, whose pull requests are called merge requests. */
final class GitLab implements Forge {
  private final ForgeApi api;

  /**
   * @param api at {@code /projects/ID}
   */
  GitLab(ForgeApi api) {
    this.api = api;
  }

  @Override
  public Optional<OpenRequest> find(String source, String target) throws TokenException {
    String query =
        "/merge_requests?state=opened&source_branch=%s&target_branch=%s"
            .formatted(ForgeApi.encode(source), ForgeApi.encode(target));
    return ForgeApi.list(api.call("GET", query, null)).stream()
        .findFirst()
        .map(
            found ->
                new OpenRequest(
                    ForgeApi.text(found, "iid"),
                    ForgeApi.text(found, "title"),
                    ForgeApi.text(found, "description")));
  }

  @Override
  public void open(Proposal proposal) throws TokenException {
    api.call(
        "POST",
        "/merge_requests",
        Map.of(
            "title", proposal.title(),
            "description", proposal.body(),
            "source_branch", proposal.source(),
            "target_branch", proposal.target()));
  }

  @Override
  public void update(String id, Proposal proposal) throws TokenException {
    api.call(
        "PUT",
        "/merge_requests/" + id,
        Map.of("title", proposal.title(), "description", proposal.body()));
  }

  @Override
  public void close(String id) throws TokenException {
    api.call("PUT", "/merge_requests/" + id, Map.of("state_event", "close"));
  }
}
