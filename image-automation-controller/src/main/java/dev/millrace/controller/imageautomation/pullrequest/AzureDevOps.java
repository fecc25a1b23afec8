package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.TokenException;
import java.util.Map;
import java.util.Optional;

/** Azure DevOps. */
final class AzureDevOps implements Forge {
  private static final String VERSION = "api-version=7.1";
  private static final String HEADS = "refs/heads/";
  private static final int LONGEST_BODY = 4000;

  private final ForgeApi api;

  /**
   * @param api at {@code /ORGANIZATION/PROJECT/_apis/git/repositories/NAME}
   */
  AzureDevOps(ForgeApi api) {
    this.api = api;
  }

  @Override
  public Optional<OpenRequest> find(String source, String target) throws TokenException {
    String query =
        "/pullrequests?searchCriteria.status=active&searchCriteria.sourceRefName=%s&searchCriteria.targetRefName=%s&%s"
            .formatted(ForgeApi.encode(HEADS + source), ForgeApi.encode(HEADS + target), VERSION);
    return ForgeApi.list(ForgeApi.at(api.call("GET", query, null), "value")).stream()
        .findFirst()
        .map(
            found ->
                new OpenRequest(
                    ForgeApi.text(found, "pullRequestId"),
                    ForgeApi.text(found, "title"),
                    ForgeApi.text(found, "description")));
  }

  @Override
  public void open(Proposal proposal) throws TokenException {
    api.call(
        "POST",
        "/pullrequests?" + VERSION,
        Map.of(
            "title",
            proposal.title(),
            "description",
            proposal.withBodyOf(LONGEST_BODY).body(),
            "sourceRefName",
            HEADS + proposal.source(),
            "targetRefName",
            HEADS + proposal.target()));
  }

  @Override
  public void update(String id, Proposal proposal) throws TokenException {
    api.call(
        "PATCH",
        "/pullrequests/" + id + "?" + VERSION,
        Map.of(
            "title", proposal.title(),
            "description", proposal.withBodyOf(LONGEST_BODY).body()));
  }

  @Override
  public void close(String id) throws TokenException {
    api.call("PATCH", "/pullrequests/" + id + "?" + VERSION, Map.of("status", "abandoned"));
  }
}
