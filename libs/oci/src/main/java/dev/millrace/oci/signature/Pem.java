package dev.millrace.oci.signature;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reads blocks of PEM text. */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final int MAX_BLOCKS = 100;

  private Pem() {}

  /**
   * The content of all blocks with a label, at most a hundred.
   *
   * @throws IllegalArgumentException when there are too many, or one is not in base64
   */
  public static List<byte[]> all(String text, String label) {
    var found = new ArrayList<byte[]>();
    var block = BLOCK.matcher(text);
    while (block.find()) {
      if (found.size() == MAX_BLOCKS) {
        throw new IllegalArgumentException("it holds more than %d blocks".formatted(MAX_BLOCKS));
      }
      if (block.group(1).equals(label)) {
        found.add(Base64.getMimeDecoder().decode(block.group(2)));
      }
    }
    return found;
  }

  /**
   * The content of the first block with a label.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static byte[] first(String text, String label) {
    var found = all(text, label);
    if (found.isEmpty()) {
      throw new IllegalArgumentException("it holds no %s in PEM form".formatted(label));
    }
    return found.getFirst();
  }
}
