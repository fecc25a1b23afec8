package dev.millrace.sops.metadata;

import dev.millrace.sops.SopsException;
import dev.millrace.sops.tree.PlainText;
import dev.millrace.sops.tree.Text;
import dev.millrace.sops.tree.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Understands the {@code sops} part of a file. Unknown fields are ignored; absent lists, null and
 * empty lists are the same, because old versions wrote all of them.
 */
public final class MetadataReader {
  private static final String DEFAULT_SUFFIX = "_unencrypted";
  private static final int MAX_KEYS = 1_000;

  private final Value.Branch sops;

  private MetadataReader(Value.Branch sops) {
    this.sops = sops;
  }

  /** The error for a file without a {@code sops} part. */
  public static SopsException missing() {
    return invalid(
        "the file has no 'sops' part: it is not encrypted, or something removed that part");
  }

  /**
   * Reads the metadata.
   *
   * @throws SopsException of kind METADATA
   */
  public static Metadata read(Value part) {
    return switch (part) {
      case Value.Branch branch -> new MetadataReader(branch).metadata();
      case Value.Nothing _ -> throw missing();
      default -> throw invalid("'sops' is not a map");
    };
  }

  private Metadata metadata() {
    String lastModified = Rfc3339.normalize(text(sops, "lastmodified"), "lastmodified");
    List<List<MasterKey>> groups = groups();
    return new Metadata(
        groups,
        threshold(),
        selection(),
        isTrue(sops, "mac_only_encrypted"),
        text(sops, "mac"),
        lastModified,
        text(sops, "version"));
  }

  private List<List<MasterKey>> groups() {
    List<MasterKey> single = keys(sops);
    if (!single.isEmpty()) {
      return List.of(single);
    }
    List<List<MasterKey>> groups =
        branches(sops, "key_groups").stream().map(MetadataReader::keys).toList();
    if (groups.isEmpty()) {
      throw invalid("'sops' names no keys");
    }
    if (groups.stream().mapToInt(List::size).sum() > MAX_KEYS) {
      throw invalid("'sops' names more than " + MAX_KEYS + " keys");
    }
    return groups;
  }

  private static List<MasterKey> keys(Value.Branch group) {
    List<MasterKey> keys = new ArrayList<>();
    add(keys, group, "kms", MetadataReader::awsKms);
    add(keys, group, "gcp_kms", MetadataReader::gcpKms);
    add(keys, group, "azure_kv", MetadataReader::azure);
    add(keys, group, "hc_vault", MetadataReader::vault);
    add(keys, group, "pgp", MetadataReader::pgp);
    add(keys, group, "age", MetadataReader::age);
    if (keys.size() > MAX_KEYS) {
      throw invalid("'sops' names more than " + MAX_KEYS + " keys");
    }
    return keys;
  }

  private static void add(
      List<MasterKey> keys,
      Value.Branch group,
      String kind,
      Function<Value.Branch, MasterKey> read) {
    for (Value.Branch key : branches(group, kind)) {
      if (!kind.equals("age")) {
        Rfc3339.normalize(text(key, "created_at"), kind + ".created_at");
      }
      keys.add(read.apply(key));
    }
  }

  private static MasterKey age(Value.Branch key) {
    return new MasterKey.Age(text(key, "recipient"), text(key, "enc"));
  }

  private static MasterKey pgp(Value.Branch key) {
    return new MasterKey.Pgp(text(key, "fp"), text(key, "enc"));
  }

  private static MasterKey awsKms(Value.Branch key) {
    return new MasterKey.AwsKms(
        text(key, "arn"), text(key, "role"), context(key), text(key, "enc"));
  }

  private static Map<String, String> context(Value.Branch key) {
    Map<String, String> context = new LinkedHashMap<>();
    if (key.get("context").orElse(null) instanceof Value.Branch fields) {
      for (Value.Entry entry : fields.entries()) {
        if (entry instanceof Value.Field field) {
          context.put(field.key(), text(fields, field.key()));
        }
      }
    }
    return context;
  }

  private static MasterKey gcpKms(Value.Branch key) {
    return new MasterKey.GcpKms(text(key, "resource_id"), text(key, "enc"));
  }

  private static MasterKey azure(Value.Branch key) {
    return new MasterKey.AzureKeyVault(
        text(key, "vault_url"), text(key, "name"), text(key, "version"), text(key, "enc"));
  }

  private static MasterKey vault(Value.Branch key) {
    return new MasterKey.Vault(
        text(key, "vault_address"),
        text(key, "engine_path"),
        text(key, "key_name"),
        text(key, "enc"));
  }

  private int threshold() {
    String text = text(sops, "shamir_threshold");
    try {
      return text.isEmpty() ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw invalid("'sops.shamir_threshold' is not a whole number");
    }
  }

  private Selection selection() {
    Map<String, Function<String, Selection>> rules = new LinkedHashMap<>();
    rules.put("unencrypted_suffix", Selection::exceptSuffix);
    rules.put("encrypted_suffix", Selection::suffix);
    rules.put("unencrypted_regex", Selection::exceptKeys);
    rules.put("encrypted_regex", Selection::keys);
    rules.put("unencrypted_comment_regex", Selection::exceptCommented);
    rules.put("encrypted_comment_regex", Selection::commented);
    List<String> given = rules.keySet().stream().filter(r -> !text(sops, r).isEmpty()).toList();
    if (given.size() > 1) {
      throw invalid("'sops' may hold only one of " + String.join(", ", given));
    }
    return given.stream()
        .findFirst()
        .map(rule -> rules.getOrDefault(rule, Selection::suffix).apply(text(sops, rule)))
        .orElseGet(() -> Selection.exceptSuffix(DEFAULT_SUFFIX));
  }

  private static boolean isTrue(Value.Branch branch, String field) {
    return text(branch, field).equalsIgnoreCase("true");
  }

  private static List<Value.Branch> branches(Value.Branch branch, String field) {
    Value value = branch.get(field).orElse(new Value.Nothing());
    return switch (value) {
      case Value.Items(var values) ->
          values.stream()
              .filter(item -> !(item instanceof Value.Comment || item instanceof Value.Nothing))
              .map(item -> asBranch(item, field))
              .toList();
      case Value.Nothing _ -> List.of();
      default -> throw invalid("'sops." + field + "' is not a list");
    };
  }

  private static Value.Branch asBranch(Value value, String field) {
    if (value instanceof Value.Branch branch) {
      return branch;
    }
    throw invalid("'sops." + field + "' is not a list of maps");
  }

  /** A field as text; empty when it is absent or null. Times written without quotes are refused. */
  private static String text(Value.Branch branch, String field) {
    Value value = branch.get(field).orElse(new Value.Nothing());
    return switch (value) {
      case Text text -> text.string();
      case Value.Nothing _ -> "";
      case Value.Moment _ -> throw invalid("'" + field + "' is a time; put it in quotes");
      case Value.Leaf leaf -> new String(PlainText.of(leaf), StandardCharsets.US_ASCII);
      default -> throw invalid("'" + field + "' is not text");
    };
  }

  static SopsException invalid(String problem) {
    return new SopsException(SopsException.Kind.METADATA, problem);
  }
}
