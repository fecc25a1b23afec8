package dev.millrace.gotemplate.crypto;

import dev.millrace.gotemplate.value.GoType;
import dev.millrace.gotemplate.value.StructValue;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and its private key, both in PEM, as templates see them.
 *
 * @param cert the certificate
 * @param key the private key
 */
public record Certificate(String cert, String key) implements StructValue {
  /** The type that templates see. */
  public static final GoType TYPE = GoType.struct("sprig.certificate");

  @Override
  public GoType goType() {
    return TYPE;
  }

  @Override
  public SequencedMap<String, @Nullable Object> fields() {
    SequencedMap<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Cert", cert);
    fields.put("Key", key);
    return fields;
  }

  /** Without the private key. */
  @Override
  public String toString() {
    return cert;
  }
}
