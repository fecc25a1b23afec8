package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.TokenException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gitea and Forgejo. Their list can't be narrowed to branches, so it is read page by page. */
final class Gitea implements Forge {
  private static final int PAGE = 50;
  private static final int MOST_PAGES = 20;

  private final ForgeApi api;

  /**
   * @param api at {@code /repos/OWNER/NAME}
   */
  Gitea(ForgeApi api) {
    this.api = api;
  }

  @Override
  public Optional<OpenRequest> find(String source, String target) throws TokenException {
    for (int page = 1; page <= MOST_PAGES; page++) {
      List<?> found =
          ForgeApi.list(
              api.call("GET", "/pulls?state=open&limit=%d&page=%d".formatted(PAGE, page), null));
      for (Object each : found) {
        if (ForgeApi.text(each, "head", "ref").equals(source)
            && ForgeApi.text(each, "base", "ref").equals(target)) {
          return Optional.of(
              new OpenRequest(
                  ForgeApi.text(each, "number"),
                  ForgeApi.text(each, "title"),
                  ForgeApi.text(each, "body")));
        }
      }
      if (found.size() < PAGE) {
        break;
      }
    }
    return Optional.empty();
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
