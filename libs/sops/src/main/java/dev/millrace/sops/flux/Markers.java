package dev.millrace.sops.flux;

import dev.millrace.sops.format.FileFormat;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells encrypted content from clear text the way Flux does: by a piece of the metadata, which
 * tells the format too. JSON without blanks is therefore not recognised.
 */
final class Markers {
  private static final String DOCKER_CONFIG = ".dockerconfigjson";
  private static final Map<String, FileFormat> BY_TEXT = byText();
  private static final Map<FileFormat, String> BY_FORMAT = byFormat();

  private Markers() {}

  private static Map<String, FileFormat> byText() {
    Map<String, FileFormat> markers = new LinkedHashMap<>();
    markers.put("\"mac\": \"ENC[", FileFormat.JSON);
    markers.put("sops_mac=ENC[", FileFormat.DOTENV);
    markers.put("[sops]", FileFormat.INI);
    markers.put("mac: ENC[", FileFormat.YAML);
    return markers;
  }

  private static Map<FileFormat, String> byFormat() {
    Map<FileFormat, String> markers = new EnumMap<>(FileFormat.class);
    BY_TEXT.forEach((text, format) -> markers.put(format, text));
    markers.put(FileFormat.BINARY, "\"mac\": \"ENC[");
    return markers;
  }

  /** The format of encrypted content, or nothing for clear text. */
  static Optional<FileFormat> formatOf(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return BY_TEXT.entrySet().stream()
        .filter(marker -> text.contains(marker.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Whether content of a known format is encrypted. */
  static boolean isEncrypted(byte[] content, FileFormat format) {
    return new String(content, StandardCharsets.ISO_8859_1)
        .contains(BY_FORMAT.getOrDefault(format, ""));
  }

  /** The format that belongs to a file name or a key of a Secret. */
  static FileFormat formatFor(String name) {
    return name.endsWith(DOCKER_CONFIG) ? FileFormat.JSON : FileFormat.ofName(name);
  }
}
