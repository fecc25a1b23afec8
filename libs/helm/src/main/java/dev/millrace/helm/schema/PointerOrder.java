package dev.millrace.helm.schema;

import java.util.Comparator;

/** Orders pointers of members: by name, list items by number. */
enum PointerOrder implements Comparator<String> {
  INSTANCE;

  @Override
  public int compare(String left, String right) {
    String a = left.substring(left.lastIndexOf('/') + 1);
    String b = right.substring(right.lastIndexOf('/') + 1);
    if (isNumber(a) && isNumber(b)) {
      int byLength = Integer.compare(a.length(), b.length());
      return byLength != 0 ? byLength : a.compareTo(b);
    }
    return left.compareTo(right);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
