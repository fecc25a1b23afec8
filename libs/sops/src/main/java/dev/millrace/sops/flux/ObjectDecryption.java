package dev.millrace.sops.flux;

import dev.millrace.sops.Decryption;
import dev.millrace.sops.SopsException;
import dev.millrace.sops.format.FileFormat;
import dev.millrace.yaml.GoJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts objects of a rendered Kustomization (FLUX.md 3.5): objects with a field {@code sops},
 * and values of Secrets that are encrypted files. Objects are plain trees.
 */
public final class ObjectDecryption {
  private static final String DECRYPT = "kustomize.toolkit.fluxcd.io/decrypt";
  private static final String METADATA = "sops";

  private final Decryption decryption;

  /** Creates the step; Flux uses a decryption that does not check authentication codes. */
  public ObjectDecryption(Decryption decryption) {
    this.decryption = decryption;
  }

  /**
   * The object in clear text; the very same map when there is nothing to decrypt.
   *
   * @throws SopsException naming the object and the field
   */
  public Map<String, @Nullable Object> decrypt(Map<String, @Nullable Object> object) {
    if (isDisabled(object)) {
      return object;
    }
    if (isEncrypted(object)) {
      return whole(object);
    }
    return "Secret".equals(object.get("kind")) ? secret(object) : object;
  }

  /** Whether the object as a whole is a SOPS file. */
  public static boolean isEncrypted(Map<String, @Nullable Object> object) {
    return object.get(METADATA) instanceof Map<?, ?> sops
        && sops.get("mac") instanceof String mac
        && !mac.isEmpty();
  }

  private static boolean isDisabled(Map<String, @Nullable Object> object) {
    return object.get("metadata") instanceof Map<?, ?> metadata
        && metadata.get("annotations") instanceof Map<?, ?> annotations
        && annotations.get(DECRYPT) instanceof String value
        && value.equalsIgnoreCase("disabled");
  }

  private Map<String, @Nullable Object> whole(Map<String, @Nullable Object> object) {
    byte[] json = GoJson.writeIndented(object, "  ").getBytes(StandardCharsets.UTF_8);
    try {
      byte[] plain = decryption.decrypt(json, FileFormat.JSON);
      Object tree = GoJson.read(new String(plain, StandardCharsets.UTF_8));
      return asObject(tree);
    } catch (SopsException e) {
      throw e.in(name(object));
    }
  }

  @SuppressWarnings("unchecked") // JSON files have a map at the top, its keys are text
  private static Map<String, @Nullable Object> asObject(@Nullable Object tree) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(tree);
  }

  private Map<String, @Nullable Object> secret(Map<String, @Nullable Object> object) {
    if (!(object.get("data") instanceof Map<?, ?> data)) {
      return object;
    }
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    boolean changed = false;
    for (Map.Entry<?, ?> entry : data.entrySet()) {
      String key = String.valueOf(entry.getKey());
      Optional<String> value = value(key, entry.getValue(), object);
      changed |= value.isPresent();
      plain.put(key, value.isPresent() ? value.get() : entry.getValue());
    }
    if (!changed) {
      return object;
    }
    Map<String, @Nullable Object> secret = new LinkedHashMap<>(object);
    secret.put("data", plain);
    return secret;
  }

  /** The new value in base64, or nothing if the old one is not an encrypted file. */
  private Optional<String> value(
      String key, @Nullable Object value, Map<String, @Nullable Object> object) {
    if (!(value instanceof String text)) {
      return Optional.empty();
    }
    byte[] content;
    try {
      content = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      // No base64: the API server says so better than a decryption could.
      return Optional.empty();
    }
    Optional<FileFormat> format = Markers.formatOf(content);
    try {
      return format
          .map(from -> decryption.decrypt(content, from, Markers.formatFor(key)))
          .map(Base64.getEncoder()::encodeToString);
    } catch (SopsException e) {
      throw e.in(name(object) + " data." + key);
    }
  }

  private static String name(Map<String, @Nullable Object> object) {
    Object metadata = object.get("metadata");
    Object namespace = metadata instanceof Map<?, ?> map ? map.get("namespace") : null;
    Object name = metadata instanceof Map<?, ?> map ? map.get("name") : null;
    return object.get("kind") + "/" + (namespace == null ? "" : namespace + "/") + name;
  }
}
