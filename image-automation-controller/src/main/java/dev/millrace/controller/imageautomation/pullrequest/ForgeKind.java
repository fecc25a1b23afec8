package dev.millrace.controller.imageautomation.pullrequest;

import dev.millrace.access.token.JsonService;
import dev.millrace.git.GitUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The forges that we know, and where their API lies for a repository. */
enum ForgeKind {
  GITHUB("github") {
    @Override
    String api(GitUrl url) {
      return url.host().equals("github.com")
          ? "https://api.github.com"
          : "https://" + url.host() + "/api/v3";
    }

    @Override
    Forge at(JsonService service, String api, List<String> path, String token) {
      Map<String, String> headers =
          Map.of(
              "Authorization", "Bearer " + token,
              "Accept", "application/vnd.github+json",
              "X-GitHub-Api-Version", "2022-11-28");
      return new GitHub(
          new ForgeApi(service, URI.create(api + "/repos/" + String.join("/", path)), headers),
          path.getFirst());
    }
  },
  GITLAB("gitlab") {
    @Override
    String api(GitUrl url) {
      return "https://" + url.host() + "/api/v4";
    }

    @Override
    Forge at(JsonService service, String api, List<String> path, String token) {
      String project = ForgeApi.encode(String.join("/", path));
      return new GitLab(
          new ForgeApi(
              service, URI.create(api + "/projects/" + project), Map.of("PRIVATE-TOKEN", token)));
    }
  },
  GITEA("gitea") {
    @Override
    String api(GitUrl url) {
      return "https://" + url.host() + "/api/v1";
    }

    @Override
    Forge at(JsonService service, String api, List<String> path, String token) {
      return new Gitea(
          new ForgeApi(
              service,
              URI.create(api + "/repos/" + String.join("/", path)),
              Map.of("Authorization", "token " + token)));
    }
  },
  BITBUCKET("bitbucket") {
    @Override
    String api(GitUrl url) {
      return "https://api.bitbucket.org/2.0";
    }

    @Override
    Forge at(JsonService service, String api, List<String> path, String token) {
      return new Bitbucket(
          new ForgeApi(
              service,
              URI.create(api + "/repositories/" + String.join("/", path)),
              Map.of("Authorization", "Bearer " + token)));
    }
  },
  AZURE_DEVOPS("azuredevops") {
    @Override
    String api(GitUrl url) {
      return "https://dev.azure.com";
    }

    /** The path is {@code ORGANIZATION/PROJECT/_git/NAME}, over SSH with {@code v3} before it. */
    @Override
    Forge at(JsonService service, String api, List<String> path, String token) {
      List<String> parts =
          path.stream().filter(part -> !part.equals("_git") && !part.equals("v3")).toList();
      if (parts.size() != 3) {
        throw new IllegalArgumentException(
            "the URL has not the form https://dev.azure.com/ORGANIZATION/PROJECT/_git/NAME");
      }
      String login =
          Base64.getEncoder().encodeToString((":" + token).getBytes(StandardCharsets.UTF_8));
      return new AzureDevOps(
          new ForgeApi(
              service,
              URI.create(
                  "%s/%s/%s/_apis/git/repositories/%s"
                      .formatted(api, parts.get(0), parts.get(1), parts.get(2))),
              Map.of("Authorization", "Basic " + login)));
    }
  };

  private final String text;

  ForgeKind(String text) {
    this.text = text;
  }

  /** The forge that an annotation names. */
  static Optional<ForgeKind> named(String text) {
    return List.of(values()).stream().filter(kind -> kind.text.equals(text)).findFirst();
  }

  /** Where the API lies when the automation does not say. */
  abstract String api(GitUrl url);

  /**
   * The forge of a repository.
   *
   * @param api without a slash at its end
   * @param path of the repository, in parts
   * @throws IllegalArgumentException when the path is none of such a forge
   */
  abstract Forge at(JsonService service, String api, List<String> path, String token);
}
