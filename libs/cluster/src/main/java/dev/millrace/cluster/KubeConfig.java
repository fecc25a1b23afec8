package dev.millrace.cluster;

import dev.millrace.apply.object.Tree;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlReader;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kubeconfig of a remote cluster, as a Secret holds it. Only what stands in it is used:
 * programs and files that it names are refused, because they would be the controller's
 * (SECURITY-CASES 2).
 *
 * @param config how to reach the cluster; never filled from the environment
 * @param identity as whom, if the kubeconfig says so
 */
public record KubeConfig(Config config, Identity identity) {

  private static final List<String> REFUSED_OF_USER =
      List.of("exec", "auth-provider", "tokenFile", "client-certificate", "client-key");
  private static final List<String> REFUSED_OF_CLUSTER = List.of("certificate-authority");
  private static final int MAX_LENGTH = 1024 * 1024;

  /**
   * Reads a kubeconfig.
   *
   * @param text the content of the Secret
   * @param allowInsecureTls whether {@code insecure-skip-tls-verify} is honoured, {@code
   *     --insecure-kubeconfig-tls}
   * @throws RefusedKubeConfig if it is malformed or asks for what is not allowed; the message holds
   *     nothing of its content but names of fields
   */
  public static KubeConfig parse(String text, boolean allowInsecureTls) {
    Map<String, @Nullable Object> tree = read(text);
    String contextName = Tree.string(tree, "current-context");
    Map<String, @Nullable Object> context = named(tree, "contexts", "context", contextName);
    Map<String, @Nullable Object> cluster =
        named(tree, "clusters", "cluster", Tree.string(context, "cluster"));
    Map<String, @Nullable Object> user = named(tree, "users", "user", Tree.string(context, "user"));
    refuse(cluster, REFUSED_OF_CLUSTER, "cluster");
    refuse(user, REFUSED_OF_USER, "user");
    return new KubeConfig(config(cluster, user, allowInsecureTls), identity(user));
  }

  private static Map<String, @Nullable Object> read(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new RefusedKubeConfig("The kubeconfig is larger than " + MAX_LENGTH + " characters.");
    }
    try {
      if (YamlReader.sigs().read(text) instanceof Map<?, ?> map) {
        return Tree.map(map);
      }
    } catch (YamlException _) {
      // its message could quote the kubeconfig
    }
    throw new RefusedKubeConfig("The kubeconfig is not valid YAML or JSON.");
  }

  private static Map<String, @Nullable Object> named(
      Map<String, @Nullable Object> tree, String list, String field, String name) {
    for (Object entry : Tree.list(tree, list)) {
      if (Tree.string(entry, "name").equals(name)) {
        return Tree.map(entry, field);
      }
    }
    throw new RefusedKubeConfig(
        "The kubeconfig has no entry in '"
            + list
            + "' for its current context; set current-context and the names in it.");
  }

  private static void refuse(Map<String, @Nullable Object> tree, List<String> fields, String what) {
    for (String field : fields) {
      if (tree.get(field) != null) {
        throw new RefusedKubeConfig(
            "The field '"
                + field
                + "' of the "
                + what
                + " in the kubeconfig is not allowed: it would run a program or read a file of the"
                + " controller. Put credentials and certificates into the kubeconfig itself.");
      }
    }
  }

  private static Config config(
      Map<String, @Nullable Object> cluster,
      Map<String, @Nullable Object> user,
      boolean allowInsecureTls) {
    boolean insecure = Boolean.TRUE.equals(cluster.get("insecure-skip-tls-verify"));
    if (insecure && !allowInsecureTls) {
      throw new RefusedKubeConfig(
          "The kubeconfig sets insecure-skip-tls-verify, which is not allowed; add the server's"
              + " certificate authority as certificate-authority-data.");
    }
    ConfigBuilder config = new ConfigBuilder(Config.empty());
    config
        .withMasterUrl(server(cluster))
        .withTrustCerts(insecure)
        .withDisableHostnameVerification(insecure);
    config.withCaCertData(orNull(Tree.string(cluster, "certificate-authority-data")));
    config.withTlsServerName(orNull(Tree.string(cluster, "tls-server-name")));
    config.withClientCertData(orNull(Tree.string(user, "client-certificate-data")));
    String key = orNull(Tree.string(user, "client-key-data"));
    config.withClientKeyData(key).withClientKeyAlgo(keyAlgorithm(key));
    config.withOauthToken(orNull(Tree.string(user, "token")));
    config.withUsername(orNull(Tree.string(user, "username")));
    config.withPassword(orNull(Tree.string(user, "password")));
    String proxy = orNull(Tree.string(cluster, "proxy-url"));
    config.withHttpProxy(proxy).withHttpsProxy(proxy);
    return config.build();
  }

  /** The algorithm, where the form of the key tells it; null where it has to be tried. */
  private static @Nullable String keyAlgorithm(@Nullable String base64) {
    if (base64 == null) {
      return null;
    }
    try {
      String pem = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.US_ASCII);
      if (pem.contains("BEGIN EC PRIVATE KEY")) {
        return "EC";
      }
      return pem.contains("BEGIN RSA PRIVATE KEY") ? "RSA" : null;
    } catch (IllegalArgumentException _) {
      throw new RefusedKubeConfig("The client-key-data of the kubeconfig is not valid base64.");
    }
  }

  private static String server(Map<String, @Nullable Object> cluster) {
    String server = Tree.string(cluster, "server");
    try {
      URI uri = URI.create(server);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null) {
        return server;
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw new RefusedKubeConfig(
        "The server of the kubeconfig is not an address of the form https://HOST:PORT.");
  }

  private static Identity identity(Map<String, @Nullable Object> user) {
    String impersonated = Tree.string(user, "as");
    List<String> groups = Tree.list(user, "as-groups").stream().map(String::valueOf).toList();
    if (impersonated.isEmpty() && groups.isEmpty()) {
      return Identity.own();
    }
    try {
      return new Identity.Impersonated(impersonated, groups);
    } catch (IllegalArgumentException e) {
      throw new RefusedKubeConfig(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The server only; everything else may be secret. */
  @Override
  public String toString() {
    return "KubeConfig[" + config.getMasterUrl() + "]";
  }
}
