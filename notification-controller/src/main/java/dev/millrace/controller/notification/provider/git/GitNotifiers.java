package dev.millrace.controller.notification.provider.git;

import dev.millrace.controller.notification.provider.CloudTokens;
import dev.millrace.controller.notification.provider.Notifier;
import dev.millrace.controller.notification.provider.ProviderSettings;
import java.util.Optional;

/** The services that host repositories. */
public final class GitNotifiers {
  private final GitHubApp app;
  private final CloudTokens tokens;

  /** Uses apps of GitHub and identities of clouds where a Provider has no token. */
  public GitNotifiers(GitHubApp app, CloudTokens tokens) {
    this.app = app;
    this.tokens = tokens;
  }

  /** The notifier of a type; empty for a type that is no such service. */
  public Optional<Notifier> of(ProviderSettings settings) {
    return Optional.ofNullable(
        switch (settings.type()) {
          case "github" -> new GitHubStatus(new GitHubRepository(settings, app));
          case "githubdispatch" -> new GitHubDispatch(new GitHubRepository(settings, app));
          case "githubpullrequestcomment" ->
              new GitHubComment(settings, new GitHubRepository(settings, app));
          case "gitlab" -> new GitLabStatus(new GitLabProject(settings));
          case "gitlabmergerequestcomment" -> new GitLabComment(new GitLabProject(settings));
          case "gitea" -> new GiteaStatus(new GiteaRepository(settings));
          case "giteapullrequestcomment" -> new GiteaComment(new GiteaRepository(settings));
          case "bitbucket" -> new BitbucketStatus(settings);
          case "bitbucketserver" -> new BitbucketServerStatus(settings);
          case "azuredevops" -> new AzureDevOpsStatus(settings, tokens);
          default -> null;
        });
  }
}
