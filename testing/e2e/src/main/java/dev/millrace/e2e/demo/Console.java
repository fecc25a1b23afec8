package dev.millrace.e2e.demo;

import dev.millrace.e2e.story.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** Tells the story on a terminal as it happens. */
public final class Console implements Progress {
  private static final int DETAIL_LIMIT = 110;

  private final PrintStream out;

  /**
   * @param out where it prints
   */
  public Console(PrintStream out) {
    this.out = out;
  }

  @Override
  public void started(String what, String where, long begin) {
    out.printf(Locale.ROOT, "  %-28s up after %5.1f s  %s%n", what, seconds(begin), where);
  }

  @Override
  public void step(int number, String title) {
    out.printf("%n%d. %s%n", number, title);
  }

  @Override
  public void happened(String what, String detail, long begin) {
    out.printf(Locale.ROOT, "  ✓ %5.1f s  %-40s %s%n", seconds(begin), what, firstLine(detail));
  }

  @Override
  public void note(String text) {
    out.println("  " + text);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= DETAIL_LIMIT ? line : line.substring(0, DETAIL_LIMIT - 1) + "…";
  }
}
