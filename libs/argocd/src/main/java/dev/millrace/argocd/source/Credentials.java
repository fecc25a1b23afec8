package dev.millrace.argocd.source;

import dev.millrace.argocd.manifest.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which repositories Argo CD has credentials for; never the credentials themselves. */
public final class Credentials {
  private static final String TYPE = "argocd.argoproj.io/secret-type";

  private final List<Entry> entries = new ArrayList<>();

  /**
   * A Secret of Argo CD.
   *
   * @param url the repository, or how the addresses of repositories begin
   * @param prefix whether it is for all repositories that begin so
   * @param ssh whether it holds a key for SSH
   */
  record Entry(String name, String url, boolean prefix, boolean ssh) {
    boolean covers(String repository) {
      return prefix ? repository.startsWith(url) : repository.equals(url);
    }
  }

  /** Whether a Secret is one that Argo CD reads repositories from. */
  public static boolean isOne(Part secret) {
    return type(secret).equals("repository") || type(secret).equals("repo-creds");
  }

  /** Remembers a Secret. */
  public void add(Part secret) {
    String url = value(secret, "url");
    if (!url.isEmpty()) {
      String name = secret.part("metadata").text("name");
      boolean ssh = !value(secret, "sshPrivateKey").isEmpty();
      entries.add(new Entry(name, url, type(secret).equals("repo-creds"), ssh));
    }
  }

  /** The Secret for a repository: its own before those for many, the most exact first. */
  Optional<Entry> find(String repository) {
    return entries.stream()
        .filter(entry -> entry.covers(repository))
        .min(
            Comparator.comparing(Entry::prefix)
                .thenComparing(Comparator.comparingInt((Entry e) -> e.url().length()).reversed()));
  }

  /** A value of a Secret, decoded. */
  public static String value(Part secret, String key) {
    String clear = secret.part("stringData").text(key);
    if (!clear.isEmpty()) {
      return clear;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(secret.part("data").text(key));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  private static String type(Part secret) {
    Map<String, String> labels = secret.part("metadata").strings("labels");
    return labels.getOrDefault(TYPE, "");
  }

  /** Whether a Secret describes a cluster. */
  public static boolean isCluster(Part secret) {
    return type(secret).equals("cluster");
  }
}
