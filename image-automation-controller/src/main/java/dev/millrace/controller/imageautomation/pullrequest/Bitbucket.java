package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.TokenException;
import java.util.Map;
import java.util.Optional;

/** Bitbucket Cloud. */
final class Bitbucket implements Forge {
  private final ForgeApi api;

  /**
   * @param api at {@code /repositories/WORKSPACE/NAME}
   */
  Bitbucket(ForgeApi api) {
    this.api = api;
  }

  @Override
  public Optional<OpenRequest> find(String source, String target) throws TokenException {
    String condition =
        "state=\"OPEN\" AND source.branch.name=\"%s\" AND destination.branch.name=\"%s\""
            .formatted(source, target);
    Object answer = api.call("GET", "/pullrequests?q=" + ForgeApi.encode(condition), null);
    return ForgeApi.list(ForgeApi.at(answer, "values")).stream()
        .findFirst()
        .map(
            found ->
                new OpenRequest(
                    ForgeApi.text(found, "id"),
                    ForgeApi.text(found, "title"),
                    ForgeApi.text(found, "description")));
  }

  @Override
  public void open(Proposal proposal) throws TokenException {
    api.call(
        "POST",
        "/pullrequests",
        Map.of(
            "title", proposal.title(),
            "description", proposal.body(),
            "source", branch(proposal.source()),
            "destination", branch(proposal.target())));
  }

  private static Map<String, ?> branch(String name) {
    return Map.of("branch", Map.of("name", name));
  }

  @Override
  public void update(String id, Proposal proposal) throws TokenException {
    api.call(
        "PUT",
        "/pullrequests/" + id,
        Map.of("title", proposal.title(), "description", proposal.body()));
  }

  @Override
  public void close(String id) throws TokenException {
    api.call("POST", "/pullrequests/" + id + "/decline", null);
  }
}
