package dev.millrace.argocd.project;

import java.util.Locale;

/** The usual name of the resource of a kind. */
final class Plural {
  private Plural() {}

  static String of(String kind) {
    String lower = kind.toLowerCase(Locale.ROOT);
    if (kind.equals("*") || kind.equals("Endpoints")) {
      return lower;
    }
    if (lower.endsWith("y") && !lower.endsWith("ey")) {
      return lower.substring(0, lower.length() - 1) + "ies";
    }
    boolean hisses = lower.endsWith("s") || lower.endsWith("x") || lower.endsWith("ch");
    return hisses ? lower + "es" : lower + "s";
  }
}
