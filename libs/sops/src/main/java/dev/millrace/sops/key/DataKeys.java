package dev.millrace.sops.key;

import dev.millrace.safety.Sensitive;
import dev.millrace.sops.SopsException;
import dev.millrace.sops.metadata.MasterKey;
import dev.millrace.sops.metadata.Metadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the data key of a file: from each key group one part, local keys before remote ones. With
 * more than one group the parts are shares of Shamir's scheme.
 */
public final class DataKeys {
  private static final int MAX_REASONS = 10;

  private final List<KeySource> sources;

  /** Creates a ring of sources, asked in this order. */
  public DataKeys(List<KeySource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * The data key.
   *
   * @throws SopsException of kind KEY, with what every key said
   */
  public Sensitive<byte[]> of(Metadata metadata) {
    List<String> reasons = new ArrayList<>();
    List<byte[]> parts = new ArrayList<>();
    for (List<MasterKey> group : metadata.groups()) {
      part(group, reasons).ifPresent(part -> parts.add(part.reveal()));
    }
    int groups = metadata.groups().size();
    int needed = groups == 1 ? 1 : Math.max(2, metadata.shamirThreshold());
    if (parts.size() < needed) {
      throw missing(groups, parts.size(), needed, reasons);
    }
    return Sensitive.of(groups == 1 ? parts.getFirst() : Shamir.combine(parts));
  }

  private static SopsException missing(int groups, int found, int needed, List<String> reasons) {
    String what =
        groups == 1
            ? "none of the file's keys opens it"
            : "keys of %d groups open it, but %d of %d are needed".formatted(found, needed, groups);
    String list = String.join("; ", reasons.subList(0, Math.min(MAX_REASONS, reasons.size())));
    String more = reasons.size() > MAX_REASONS ? "; and more" : "";
    return new SopsException(SopsException.Kind.KEY, what + " (" + list + more + ")");
  }

  private Optional<Sensitive<byte[]>> part(List<MasterKey> group, List<String> reasons) {
    List<MasterKey> localFirst =
        group.stream().sorted(Comparator.comparingInt(DataKeys::effort)).toList();
    for (MasterKey key : localFirst) {
      Optional<Sensitive<byte[]>> part = unwrap(key, reasons);
      if (part.isPresent()) {
        return part;
      }
    }
    return Optional.empty();
  }

  private static int effort(MasterKey key) {
    return switch (key) {
      case MasterKey.Age _ -> 0;
      case MasterKey.Pgp _ -> 1;
      case MasterKey.AwsKms _, MasterKey.GcpKms _, MasterKey.AzureKeyVault _, MasterKey.Vault _ ->
          2;
    };
  }

  private Optional<Sensitive<byte[]>> unwrap(MasterKey key, List<String> reasons) {
    boolean asked = false;
    for (KeySource source : sources) {
      if (source.handles(key)) {
        asked = true;
        try {
          return Optional.of(source.unwrap(key));
        } catch (KeyUnavailable e) {
          reasons.add(key.describe() + ": " + e.getMessage());
        }
      }
    }
    if (!asked) {
      reasons.add(key.describe() + ": no key of this kind is configured");
    }
    return Optional.empty();
  }
}
