package dev.millrace.yaml;

import dev.millrace.yaml.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds comments and the token that each belongs to, with the rules of {@code yaml.v3}: what stands
 * right below a value, with a blank line or less indentation behind it, belongs to that value; what
 * stands at the end of a line to what is there; everything else to what follows.
 */
final class CommentScanner {
  private final SourceText source;
  private final List<Comment> comments = new ArrayList<>();
  private int delivered;

  /** Where a comment stands, as seen from what it belongs to. */
  enum Place {
    ABOVE,
    BESIDE,
    BELOW
  }

  /**
   * One comment.
   *
   * @param owner offset from which on a token has this comment
   * @param start its first character
   * @param from offset where the search that found it had started
   * @param end offset behind it; 0 for comments at the end of a line
   */
  record Comment(Place place, String text, int owner, Position start, int from, int end) {}

  CommentScanner(SourceText source) {
    this.source = source;
  }

  /** The next comment that belongs to a token or to an earlier one; null when there is none. */
  @Nullable Comment nextFor(Token token) {
    if (delivered == comments.size()) {
      return null;
    }
    Comment comment = comments.get(delivered);
    boolean waits = comment.place == Place.ABOVE && token.kind() == Kind.BLOCK_END;
    if (waits || token.start().offset() < comment.owner) {
      return null;
    }
    delivered++;
    return comment;
  }

  /** Reads a comment at the end of the line in which a token was just scanned. */
  void readBeside(Position owner) {
    if (source.breaksBefore() > 0) {
      return;
    }
    int ahead = 0;
    while (SourceText.isBlank(source.peek(ahead))) {
      ahead++;
    }
    if (source.peek(ahead) == '#') {
      source.skip(ahead);
      Position start = source.position();
      comments.add(new Comment(Place.BESIDE, readLine(), owner.offset(), start, 0, 0));
    }
  }

  /**
   * Turns the last comment into one of the first item of a list, if the list has just begun: {@code
   * key: # comment}, then {@code - item} on a line of its own.
   */
  void giveToFirstItem() {
    if (comments.size() == delivered || SourceText.isBreak(source.peek())) {
      return;
    }
    Comment last = comments.getLast();
    if (last.place == Place.BESIDE) {
      boolean lineAbove = last.start.line() == source.position().line() - 1;
      int owner = lineAbove ? source.index() : last.owner;
      comments.set(
          comments.size() - 1, new Comment(Place.ABOVE, last.text, owner, last.start, 0, 0));
    }
  }

  /**
   * Where a block ends that is less indented than what follows it: before the comments behind it,
   * but after those that stand in its own column.
   *
   * @param end where the block ends as far as is known
   * @param column of the block
   */
  Position endOfBlock(Position end, int column) {
    Position result = end;
    int stop = end.offset();
    for (int i = comments.size() - 1; i >= delivered; i--) {
      Comment comment = comments.get(i);
      if (comment.end < stop) {
        break;
      }
      if (comment.start.column() - 1 == column) {
        result = comment.start;
      }
      stop = comment.from;
    }
    return result;
  }

  /**
   * Reads comments on lines of their own, up to the next token.
   *
   * @param from where the search for the next token started
   * @param last the token before
   * @param owner the token that comments below belong to
   * @param column of the innermost block
   */
  void readOwnLines(Position from, Token last, Token owner, int column, boolean inFlow) {
    new OwnLines(from, last, owner, Math.max(column, 0), inFlow).read();
  }

  private String readLine() {
    int start = source.index();
    source.skipToLineEnd();
    return source.since(start);
  }

  /** One run of comment lines. */
  private final class OwnLines {
    private final boolean afterColon;
    private final int column;
    private final boolean inFlow;
    private final int footLine;
    private final StringBuilder text = new StringBuilder();
    private int from;
    private int owner;
    private boolean attached;
    private boolean afterBlank;
    private Position start;

    OwnLines(Position from, Token last, Token owner, int column, boolean inFlow) {
      this.afterColon = last.kind() == Kind.VALUE;
      this.column = column;
      this.inFlow = inFlow;
      this.from = from.offset();
      this.owner = owner.start().offset();
      this.start = source.position();
      int breaks = source.breaksBefore();
      this.attached = breaks <= 1;
      int below = breaks == 0 && source.column() > 1 ? 2 : 1;
      this.footLine = from.line() > 1 ? start.line() - breaks + below : -1;
    }

    void read() {
      boolean more = true;
      while (more) {
        if (text.isEmpty()) {
          start = source.position();
        } else {
          text.append('\n');
        }
        afterBlank = false;
        text.append(readLine());
        more = goToNext();
      }
      if (!text.isEmpty()) {
        add(Place.ABOVE, start.offset(), source.index());
      }
    }

    /** Looks at the lines that follow; whether one of them is a comment, to which it moves. */
    private boolean goToNext() {
      // The original takes the second half of CR LF for an empty line.
      int ahead = SourceText.isBreak(source.peek()) ? 1 : 0;
      int lineStart = ahead;
      while (true) {
        char c = source.peek(ahead);
        if (SourceText.isBlank(c)) {
          ahead++;
          continue;
        }
        boolean closes = inFlow && (c == ']' || c == '}');
        if (closes || SourceText.isBreakOrEnd(c)) {
          endsAtBlank(c, closes, ahead);
          if (!SourceText.isBreak(c)) {
            return false;
          }
          ahead++;
          lineStart = ahead;
          continue;
        }
        int at = ahead - lineStart;
        if (!text.isEmpty() && at < column && at != start.column() - 1) {
          add(Place.BELOW, owner, source.index() + ahead);
        }
        if (c != '#') {
          return false;
        }
        moveBy(ahead);
        return true;
      }
    }

    /** At a blank line, the end, or a closing bracket. */
    private void endsAtBlank(char c, boolean closes, int ahead) {
      if (closes || !afterBlank) {
        boolean dedented = start.column() - 1 < column;
        boolean isBelow = (start.line() == footLine && !afterColon) || dedented;
        if (closes || (attached && isBelow)) {
          if (!text.isEmpty()) {
            add(Place.BELOW, dedented ? start.offset() : owner, source.index() + ahead);
          }
        } else if (!text.isEmpty() && c != SourceText.END) {
          text.append('\n');
        }
      }
      attached = false;
      afterBlank = true;
    }

    private void moveBy(int ahead) {
      int target = source.index() + ahead;
      while (source.index() < target) {
        if (SourceText.isBreak(source.peek())) {
          source.skipBreak();
        } else {
          source.skip();
        }
      }
    }

    private void add(Place place, int ownerOffset, int end) {
      comments.add(new Comment(place, text.toString(), ownerOffset, start, from, end));
      from = end;
      owner = end;
      text.setLength(0);
    }
  }
}
