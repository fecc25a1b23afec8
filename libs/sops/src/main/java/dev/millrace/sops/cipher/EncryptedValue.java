package dev.millrace.sops.cipher;

import java.util.Base64;
import java.util.Optional;

/** The parts of {@code ENC[AES256_GCM,data:…,iv:…,tag:…,type:…]}, not yet decoded. */
record EncryptedValue(String data, String iv, String tag, String type) {
  private static final String START = "ENC[AES256_GCM,data:";
  private static final String IV = ",iv:";
  private static final String TAG = ",tag:";
  private static final String TYPE = ",type:";

  /** The parts, or nothing if the text is of another form. What follows the last ] is ignored. */
  static Optional<EncryptedValue> parse(String text) {
    int end = text.lastIndexOf(']');
    int type = text.lastIndexOf(TYPE, end);
    int tag = text.lastIndexOf(TAG, type);
    int iv = text.lastIndexOf(IV, tag);
    if (!text.startsWith(START) || text.indexOf('\n') >= 0 || iv <= START.length()) {
      return Optional.empty();
    }
    EncryptedValue value =
        new EncryptedValue(
            text.substring(START.length(), iv),
            text.substring(iv + IV.length(), tag),
            text.substring(tag + TAG.length(), type),
            text.substring(type + TYPE.length(), end));
    return value.isComplete() ? Optional.of(value) : Optional.empty();
  }

  private boolean isComplete() {
    return !(iv.isEmpty() || tag.isEmpty() || type.isEmpty());
  }

  /** The bytes of a part, or nothing if it is not base64. */
  static Optional<byte[]> decode(String part) {
    try {
      return Optional.of(Base64.getDecoder().decode(part));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
