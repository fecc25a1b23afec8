package dev.millrace.argocd.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.millrace.argocd.manifest.ImportOptions;
import dev.millrace.argocd.manifest.Manifest;
import dev.millrace.argocd.manifest.Names;
import dev.millrace.argocd.manifest.Remarks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The source objects that applications need: one for each repository and revision, shared by all
 * applications of a namespace. Not thread-safe.
 */
public final class Sources {
  private static final String API = "source.toolkit.fluxcd.io/v1";
  private static final Pattern SCP = Pattern.compile("([^/@:]+@[^/:]+):(.*)");

  private final ImportOptions options;
  private final Credentials credentials;
  private final Map<List<String>, SourceRef> known = new LinkedHashMap<>();
  private final Set<List<String>> names = new HashSet<>();
  private final List<Map<String, @Nullable Object>> objects = new ArrayList<>();
  private final Remarks remarks = new Remarks();

  /** No sources yet. */
  public Sources(ImportOptions options, Credentials credentials) {
    this.options = options;
    this.credentials = credentials;
  }

  /** All objects, in the order in which they were asked for. */
  public List<Map<String, @Nullable Object>> objects() {
    return List.copyOf(objects);
  }

  /** What a person has to know about them. */
  public Remarks remarks() {
    return remarks;
  }

  /**
   * A revision of a Git repository.
   *
   * @param ignore which files are left out, in the form of {@code .gitignore}; empty for none
   */
  public SourceRef git(String namespace, String url, String revision, String ignore) {
    List<String> key = List.of("GitRepository", namespace, url, revision, ignore);
    return known.computeIfAbsent(key, _ -> newGit(namespace, url, revision, ignore));
  }

  private SourceRef newGit(String namespace, String url, String revision, String ignore) {
    String suffix = GitRevision.isHead(revision) ? "" : "-" + revision;
    String name = unused("GitRepository", namespace, baseName(url) + suffix);
    if (GitRevision.isHead(revision)) {
      remarks.note(
          "GitRepository %s: HEAD of %s is taken to be the branch '%s'"
              .formatted(name, url, options.defaultBranch()));
    }
    Manifest source =
        source("GitRepository", namespace, name)
            .spec("url", sshUrl(url))
            .spec("ref", GitRevision.reference(revision, options.defaultBranch()))
            .spec("ignore", ignore);
    addCredentials(source, name, url);
    objects.add(source.tree());
    return new SourceRef("GitRepository", name);
  }

  /** A repository of charts. */
  public SourceRef charts(String namespace, String url, boolean passCredentials) {
    List<String> key = List.of("HelmRepository", namespace, url, "" + passCredentials);
    return known.computeIfAbsent(key, _ -> newCharts(namespace, url, passCredentials));
  }

  private SourceRef newCharts(String namespace, String url, boolean passCredentials) {
    String name = unused("HelmRepository", namespace, baseName(url));
    Manifest source =
        source("HelmRepository", namespace, name)
            .spec("url", url)
            .spec("passCredentials", passCredentials ? true : null);
    addCredentials(source, name, url);
    objects.add(source.tree());
    return new SourceRef("HelmRepository", name);
  }

  /** A tag, version or digest of an artifact in a registry. */
  public SourceRef artifact(String namespace, String url, String revision) {
    String address = url.startsWith("oci://") ? url : "oci://" + url;
    List<String> key = List.of("OCIRepository", namespace, address, revision);
    return known.computeIfAbsent(key, _ -> newArtifact(namespace, address, url, revision));
  }

  private SourceRef newArtifact(String namespace, String address, String url, String revision) {
    String suffix = revision.isEmpty() ? "" : "-" + revision;
    String name = unused("OCIRepository", namespace, baseName(url) + suffix);
    Manifest source =
        source("OCIRepository", namespace, name)
            .spec("url", address)
            .spec("ref", artifactReference(revision));
    addCredentials(source, name, url);
    objects.add(source.tree());
    return new SourceRef("OCIRepository", name);
  }

  private static Map<String, String> artifactReference(String revision) {
    if (revision.isEmpty()) {
      return Map.of("semver", "*");
    }
    if (revision.startsWith("sha256:")) {
      return Map.of("digest", revision);
    }
    return Map.of(GitRevision.isConstraint(revision) ? "semver" : "tag", revision);
  }

  private Manifest source(String kind, String namespace, String name) {
    return Manifest.of(API, kind, namespace, name).spec("interval", options.interval());
  }

  private void addCredentials(Manifest source, String name, String url) {
    boolean ssh = sshUrl(url).startsWith("ssh://");
    var secret = credentials.find(url);
    if (secret.isEmpty() && !ssh) {
      return;
    }
    String keys =
        ssh || secret.get().ssh() ? "'identity' and 'known_hosts'" : "'username' and 'password'";
    source.spec("secretRef", Map.of("name", name));
    remarks.note(
        "%s reads its credentials from a Secret '%s' with the keys %s; make it%s"
            .formatted(
                name,
                name,
                keys,
                secret.map(found -> " from Secret " + found.name() + " of Argo CD").orElse("")));
  }

  /** The address in the form that Flux knows: {@code git@host:path} is an abbreviation. */
  private static String sshUrl(String url) {
    Matcher scp = SCP.matcher(url);
    return scp.matches() && !url.contains("://")
        ? "ssh://" + scp.group(1) + "/" + scp.group(2)
        : url;
  }

  private static String baseName(String url) {
    String path = url.replaceAll("/+$", "").replaceAll("\\.git$", "");
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
  }

  private String unused(String kind, String namespace, String wish) {
    String base = Names.of(wish);
    String name = base;
    for (int i = 2; !names.add(List.of(kind, namespace, name)); i++) {
      name = base + "-" + i;
    }
    return name;
  }
}
