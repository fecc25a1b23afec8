package dev.millrace.architecture.security;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests of security cases, as the sources of the whole project declare them. */
public final class TestSources {
  private static final Set<String> NO_SOURCES = Set.of("target", ".git", "node_modules");
  private static final Pattern TEST = Pattern.compile("(Test|Properties)\\.java$");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern DECLARATION =
      Pattern.compile("(?m)^ {2}\\w[\\w<>., ]*\\b(row\\d+(?:Row\\d+)*[A-Z]\\w*)(?=\\(| =)");

  private final SortedMap<Integer, SortedSet<RowTest>> tests = new TreeMap<>();

  private TestSources() {}

  /** Reads every {@code *Test.java} and {@code *Properties.java} below a folder. */
  public static TestSources scan(Path root) throws IOException {
    TestSources sources = new TestSources();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NO_SOURCES.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (TEST.matcher(file.toString()).find()) {
              sources.read(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }

  /** The tests of a row; none when nobody wrote one. */
  public SortedSet<RowTest> of(int row) {
    return tests.getOrDefault(row, new TreeSet<>());
  }

  private void read(Path file) throws IOException {
    String source = Files.readString(file);
    Matcher inPackage = PACKAGE.matcher(source);
    if (!inPackage.find()) {
      return;
    }
    String name = file.getFileName().toString();
    String type = inPackage.group(1) + "." + name.substring(0, name.length() - ".java".length());
    DECLARATION
        .matcher(source)
        .results()
        .map(declaration -> new RowTest(type, declaration.group(1)))
        .forEach(
            test ->
                test.rows()
                    .forEach(row -> tests.computeIfAbsent(row, _ -> new TreeSet<>()).add(test)));
  }
}
