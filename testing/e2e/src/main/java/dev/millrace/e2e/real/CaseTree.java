package dev.millrace.e2e.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Reads the files that a kustomize case starts from; its README describes the format. */
final class CaseTree {
  private final byte[] bytes;
  private int at;

  private CaseTree(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The files of a case by their path; what the original made of them is left out. */
  static Map<String, byte[]> read(Path file) {
    try {
      return new CaseTree(Files.readAllBytes(file)).files();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    String line = line();
    while (!line.equals("@end")) {
      if (line.startsWith("@")) {
        String[] parts = line.split(" ", 3);
        byte[] content = section(Integer.parseInt(parts[1]));
        switch (parts[0]) {
          case "@file" -> files.put(parts[2], content);
          case "@file64" -> files.put(parts[2], Base64.getDecoder().decode(content));
          default -> {}
        }
      }
      line = line();
    }
    return files;
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
