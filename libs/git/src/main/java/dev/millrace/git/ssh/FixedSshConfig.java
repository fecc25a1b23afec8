package dev.millrace.git.ssh;

import dev.millrace.git.SshAlgorithms;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.SshConstants;
import org.jspecify.annotations.Nullable;

/** Stands in for ~/.ssh/config: the same few settings for every host. */
final class FixedSshConfig implements SshConfigStore {
  private final Settings settings;

  FixedSshConfig(SshAlgorithms algorithms) {
    var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    values.put(SshConstants.STRICT_HOST_KEY_CHECKING, SshConstants.YES);
    values.put(SshConstants.IDENTITY_AGENT, SshConstants.NONE);
    values.put(SshConstants.PREFERRED_AUTHENTICATIONS, "publickey");
    putList(values, SshConstants.KEX_ALGORITHMS, algorithms.keyExchanges());
    putList(values, SshConstants.HOST_KEY_ALGORITHMS, algorithms.hostKeys());
    this.settings = new Settings(values);
  }

  private static void putList(Map<String, String> values, String name, List<String> list) {
    if (!list.isEmpty()) {
      values.put(name, String.join(",", list).toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public HostConfig lookup(String host, int port, String user) {
    return settings;
  }

  @Override
  public HostConfig lookupDefault(String host, int port, String user) {
    return settings;
  }

  /** Values by case-insensitive names. */
  private record Settings(Map<String, String> values) implements HostConfig {
    @Override
    public @Nullable String getValue(String name) {
      return values.get(name);
    }

    @Override
    public List<String> getValues(String name) {
      var value = values.get(name);
      return value == null ? List.of() : List.of(value);
    }

    @Override
    public Map<String, String> getOptions() {
      return values;
    }

    @Override
    public Map<String, List<String>> getMultiValuedOptions() {
      return Map.of();
    }
  }
}
