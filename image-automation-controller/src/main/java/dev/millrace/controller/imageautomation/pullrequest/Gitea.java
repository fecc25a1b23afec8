package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.TokenException;
import java.util.List;
import java.util.Optional;

/** Gitea and Forgejo. Their list can't be narrowed to branches, so it is read page by page. */
final class Gitea extends Pulls {
  private static final int PAGE = 50;
  private static final int MOST_PAGES = 20;

  /**
   * @param api at {@code /repos/OWNER/NAME}
   */
  Gitea(ForgeApi api) {
    super(api);
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
          return Optional.of(read(each));
        }
      }
      if (found.size() < PAGE) {
        break;
      }
    }
    return Optional.empty();
  }
}
