package dev.millrace.e2e.docs;

import dev.millrace.servers.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of the documentation. Blocks of {@code sh} are run, blocks of {@code yaml} are tried on
 * the API server, blocks of {@code java} are compiled by another test; what can't run here is
 * {@code console} or {@code text}.
 *
 * @param name its path below {@code docs}
 */
public record Page(String name, List<Block> blocks) {
  private static final String FENCE = "```";

  /**
   * A fenced block.
   *
   * @param line where it begins, counted from 1
   */
  public record Block(String language, int line, String text) {}

  /** All pages with blocks in them, folder by folder, in the order of their names. */
  public static List<Page> all() {
    Path docs = Repository.root().resolve("docs");
    return Stream.of("tutorial", "how-to", "reference")
        .flatMap(folder -> pages(docs, docs.resolve(folder)).stream())
        .filter(page -> !page.blocks().isEmpty())
        .toList();
  }

  private static List<Page> pages(Path docs, Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(file -> parse(docs.relativize(file).toString(), read(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page parse(String name, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String fence = lines.get(i).strip();
      if (fence.startsWith(FENCE)) {
        int begin = i;
        StringBuilder text = new StringBuilder();
        for (i++; !lines.get(i).strip().equals(FENCE); i++) {
          text.append(lines.get(i)).append('\n');
        }
        blocks.add(new Block(fence.substring(FENCE.length()), begin + 1, text.toString()));
      }
    }
    return new Page(name, List.copyOf(blocks));
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
