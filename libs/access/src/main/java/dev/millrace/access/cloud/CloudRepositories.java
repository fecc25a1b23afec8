package dev.millrace.access.cloud;

import dev.millrace.access.cloud.CloudAccess.Actor;
import dev.millrace.access.token.Token;
import dev.millrace.access.token.TokenException;
import dev.millrace.cloud.AccessToken;
import dev.millrace.cloud.CloudException;
import dev.millrace.cloud.CloudHttp;
import dev.millrace.cloud.aws.AwsCredentials;
import dev.millrace.cloud.aws.CodeCommit;
import dev.millrace.git.GitCredentials;
import dev.millrace.git.GitUrl;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows an identity of a cloud to its Git servers: Azure DevOps gets a token, AWS CodeCommit a
 * signature as password (FLUX.md 2.1, {@code spec.provider}).
 */
public final class CloudRepositories {
  /** Azure DevOps, as Microsoft Entra knows it. */
  private static final String AZURE_DEVOPS = "499b84ac-1321-427f-aa17-267ca6975798/.default";

  private static final Pattern AZURE_HOST =
      Pattern.compile("(?:dev\\.azure\\.com|[a-z0-9-]+\\.visualstudio\\.com)");
  private static final Pattern CODE_COMMIT =
      Pattern.compile(
          "git-codecommit(?:-fips)?\\.(?<region>[a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");

  private final CloudAccess access;

  /** The Git servers of all clouds. */
  public CloudRepositories(CloudAccess access) {
    this.access = access;
  }

  /** Who may show an identity. */
  public CloudAccess access() {
    return access;
  }

  /**
   * The credentials for a repository.
   *
   * @param provider as {@code spec.provider} names it
   * @throws TokenException when there are none; the message says why
   */
  public GitCredentials credentials(String provider, GitUrl url, Actor actor)
      throws TokenException {
    if (!url.scheme().equals("https")) {
      throw new TokenException(
          "spec.provider '%s' needs a URL that begins with https://".formatted(provider));
    }
    return switch (provider) {
      case "azure" -> new GitCredentials.Bearer(azure(url, actor).secret());
      case "aws" -> {
        Token token = codeCommit(url, actor);
        yield new GitCredentials.Basic(token.username(), token.secret());
      }
      default ->
          throw new TokenException("spec.provider '%s' is not supported here".formatted(provider));
    };
  }

  /** Servers of one's own may have any name; tokens for them must be wanted by the environment. */
  private Token azure(GitUrl url, Actor actor) throws TokenException {
    boolean isAzure =
        AZURE_HOST.matcher(url.host()).matches()
            || access.endpoints().azureDevOps().filter(host -> host.equals(url.host())).isPresent();
    if (!isAzure) {
      throw new TokenException(
          "spec.provider is 'azure', but '%s' is no server of Azure DevOps; name one of your own in"
                  .formatted(url.host())
              + " the environment variable MILLRACE_AZURE_DEVOPS_HOST of the controller");
    }
    String key = "git|azure|" + actor.key();
    return access
        .tokens()
        .get(
            key,
            () -> {
              CloudHttp http = actor.http();
              AccessToken token = actor.identities(http).azure(actor.account()).token(AZURE_DEVOPS);
              return new Token("", token.value(), token.expires());
            });
  }

  /** The signature is over the repository's address, so each has its own. */
  private Token codeCommit(GitUrl url, Actor actor) throws TokenException {
    Matcher host = CODE_COMMIT.matcher(url.host());
    if (!host.matches()) {
      throw new TokenException(
          "spec.provider is 'aws', but '%s' is no server of AWS CodeCommit".formatted(url.host()));
    }
    String key = String.join("|", "git|aws", url.toUri().toString(), actor.key());
    String region = host.group("region");
    return access.tokens().get(key, () -> sign(url.toUri(), region, actor));
  }

  private Token sign(URI address, String region, Actor actor) throws IOException {
    CloudHttp http = actor.http();
    AwsCredentials as = actor.identities(http).aws(actor.account(), region).credentials();
    if (as.accessKeyId().isEmpty()) {
      throw new CloudException("AWS gives this identity no credentials");
    }
    CodeCommit.Login login = new CodeCommit(region, access.clock()).login(address, as);
    return new Token(login.username(), login.password(), login.expires());
  }
}
