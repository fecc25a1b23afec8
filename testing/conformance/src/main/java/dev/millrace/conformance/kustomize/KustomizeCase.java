package dev.millrace.conformance.kustomize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One case: a file tree, the folder to build, options, and what the original printed.
 *
 * @param headers what the case says of itself, by name
 * @param files the contents by path
 * @param expected the output, or null when the build must fail
 */
public record KustomizeCase(
    Map<String, String> headers, Map<String, byte[]> files, @Nullable String expected) {

  String name() {
    return headers.getOrDefault("name", "?");
  }

  String source() {
    return headers.getOrDefault("source", "?");
  }

  /** The folder to build, empty for the root. */
  String path() {
    String path = headers.getOrDefault("path", ".");
    return path.equals(".") ? "" : path;
  }

  List<String> features() {
    String features = headers.getOrDefault("features", "");
    return features.isBlank() ? List.of("(none)") : List.of(features.split(","));
  }

  /** One option, or its default. */
  String option(String name, String fallback) {
    return Arrays.stream(headers.getOrDefault("options", "").split(" "))
        .filter(option -> option.startsWith(name + "="))
        .map(option -> option.substring(name.length() + 1))
        .findFirst()
        .orElse(fallback);
  }

  /** Reads a case. */
  public static KustomizeCase read(Path file) throws IOException {
    return new Parser(Files.readAllBytes(file)).parse();
  }

  /** Header lines, then sections of counted bytes; the format is described beside the cases. */
  private static final class Parser {
    private final byte[] bytes;
    private int at;

    Parser(byte[] bytes) {
      this.bytes = bytes;
    }

    KustomizeCase parse() {
      Map<String, String> headers = new HashMap<>();
      String line = line();
      while (!line.startsWith("@")) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        line = line();
      }
      Map<String, byte[]> files = new LinkedHashMap<>();
      String expected = null;
      while (!line.equals("@end")) {
        String[] parts = line.split(" ", 3);
        byte[] content = section(Integer.parseInt(parts[1]));
        switch (parts[0]) {
          case "@file" -> files.put(parts[2], content);
          case "@file64" -> files.put(parts[2], Base64.getDecoder().decode(content));
          case "@expected" -> expected = new String(content, StandardCharsets.UTF_8);
          case "@error" -> {}
          default -> throw new IllegalArgumentException("unknown section " + parts[0]);
        }
        line = line();
      }
      return new KustomizeCase(headers, files, expected);
    }

    private String line() {
      int start = at;
      while (bytes[at] != '\n') {
        at++;
      }
      return new String(bytes, start, at++ - start, StandardCharsets.UTF_8);
    }

    private byte[] section(int length) {
      byte[] content = Arrays.copyOfRange(bytes, at, at + length);
      at += length + 1;
      return content;
    }
  }
}
