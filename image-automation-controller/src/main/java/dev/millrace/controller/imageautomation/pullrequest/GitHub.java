package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.TokenException;
import java.util.Optional;

/** GitHub, and GitHub Enterprise. */
final class GitHub extends Pulls {
  private final String owner;

  /**
   * @param api at {@code /repos/OWNER/NAME}
   */
  GitHub(ForgeApi api, String owner) {
    super(api);
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
        .map(Pulls::read);
  }
}
