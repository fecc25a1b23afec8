package dev.millrace.sops.format;

import dev.millrace.sops.SopsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads INI files by the rules of the library behind SOPS: {@code =} or {@code :} ends the key,
 * {@code #} and {@code ;} start a comment anywhere, three quotes or a backtick hold several lines,
 * a backslash at the end continues on the next line.
 */
final class IniParser {
  private static final String TRIPLE = "\"\"\"";

  private final Map<String, IniSection> sections = new LinkedHashMap<>();
  private final StringBuilder comment = new StringBuilder();
  private final String text;
  private IniSection section = open(IniSection.DEFAULT);
  private int position;
  private int line;
  private int unnamed = 1;

  private IniParser(String text) {
    this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  /**
   * The sections in the order in which they begin, the default section first.
   *
   * @throws SopsException of kind FORMAT, naming the line
   */
  static List<IniSection> parse(String text) {
    IniParser parser = new IniParser(text);
    while (parser.position < parser.text.length()) {
      parser.line(parser.nextLine());
    }
    return List.copyOf(parser.sections.values());
  }

  private IniSection open(String name) {
    return sections.computeIfAbsent(name, IniSection::new);
  }

  /** The next line with its line break; empty at the end. */
  private String nextLine() {
    int end = text.indexOf('\n', position);
    String next = text.substring(position, end < 0 ? text.length() : end + 1);
    position += next.length();
    line++;
    return next;
  }

  private void line(String raw) {
    String content = raw.stripLeading();
    if (content.isEmpty()) {
      return;
    }
    switch (content.charAt(0)) {
      case '#', ';' -> comment.append(content);
      case '[' -> header(content);
      default -> key(content);
    }
  }

  private void header(String content) {
    int close = content.lastIndexOf(']');
    if (close < 2) {
      throw invalid("a section is not closed or has no name");
    }
    section = open(content.substring(1, close));
    comment.append(fromMark(content.substring(close + 1)));
    section.comment(takeComment());
    unnamed = 1;
  }

  private void key(String content) {
    String quote = keyQuote(content);
    int nameEnd = quote.isEmpty() ? 0 : content.indexOf(quote, quote.length());
    if (nameEnd < 0) {
      throw invalid("the quote of a key is not closed");
    }
    int delimiter = delimiter(content, nameEnd + quote.length());
    String name =
        quote.isEmpty()
            ? content.substring(0, delimiter).strip()
            : content.substring(quote.length(), nameEnd).strip();
    if (name.isEmpty()) {
      throw invalid("a key has no name");
    }
    String value = value(content.substring(delimiter + 1));
    String unique = name.equals("-") ? "#" + unnamed++ : name;
    section.keys().put(unique, new IniSection.IniValue(value, takeComment()));
  }

  private static String keyQuote(String content) {
    if (content.startsWith("\"")) {
      return content.length() > 6 && content.startsWith(TRIPLE) ? TRIPLE : "\"";
    }
    return content.startsWith("`") ? "`" : "";
  }

  private int delimiter(String content, int from) {
    for (int i = from; i < content.length(); i++) {
      if (content.charAt(i) == '=' || content.charAt(i) == ':') {
        return i;
      }
    }
    throw invalid("there is no '=' or ':' behind the key");
  }

  private String value(String raw) {
    String content = raw.stripLeading();
    if (content.isEmpty()) {
      return "";
    }
    String quote = valueQuote(content);
    if (!quote.isEmpty()) {
      String inner = content.substring(quote.length());
      int close = inner.lastIndexOf(quote);
      return close < 0 ? multiline(inner, quote) : inner.substring(0, close);
    }
    content = content.strip();
    if (content.endsWith("\\")) {
      return continued(content.substring(0, content.length() - 1));
    }
    return unquoted(withoutComment(content));
  }

  private static String valueQuote(String content) {
    if (content.length() > 3 && content.startsWith(TRIPLE)) {
      return TRIPLE;
    }
    return content.startsWith("`") ? "`" : "";
  }

  private String multiline(String first, String quote) {
    StringBuilder value = new StringBuilder(first);
    while (position < text.length()) {
      String next = nextLine();
      int close = next.lastIndexOf(quote);
      if (close >= 0) {
        comment.append(fromMark(next.substring(close)).strip());
        return value.append(next, 0, close).toString();
      }
      value.append(next);
    }
    throw invalid("a quoted value is not closed");
  }

  private String continued(String first) {
    StringBuilder value = new StringBuilder(first);
    while (true) {
      String next = nextLine().strip();
      value.append(next);
      if (next.isEmpty() || !next.endsWith("\\")) {
        return value.toString();
      }
      value.setLength(value.length() - 1);
    }
  }

  private String withoutComment(String content) {
    String found = fromMark(content);
    comment.append(found);
    return content.substring(0, content.length() - found.length()).strip();
  }

  private static String unquoted(String content) {
    boolean quoted =
        content.length() >= 2
            && (content.startsWith("'") || content.startsWith("\""))
            && content.indexOf(content.charAt(0), 1) == content.length() - 1;
    return quoted ? content.substring(1, content.length() - 1) : content;
  }

  /** The part from the first comment mark on; empty if there is none. */
  private static String fromMark(String content) {
    for (int i = 0; i < content.length(); i++) {
      if (content.charAt(i) == '#' || content.charAt(i) == ';') {
        return content.substring(i);
      }
    }
    return "";
  }

  private String takeComment() {
    String taken = comment.toString().strip();
    comment.setLength(0);
    return taken;
  }

  private SopsException invalid(String problem) {
    return new SopsException(SopsException.Kind.FORMAT, "line " + line + ": " + problem);
  }
}
