package dev.millrace.helm.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code format} for the drafts in which it decides. Formats that are not known fit every text. */
final class FormatKeyword implements EvaluatorFactory {
  private static final int MAX_HOST = 253;
  private static final int MAX_LABEL = 63;
  private static final int MAX_EMAIL = 254;
  private static final List<Integer> UUID_LENGTHS = List.of(8, 4, 4, 4, 12);

  private static final Pattern DURATION =
      Pattern.compile(
          "P(\\d+W|(\\d+Y(\\d+M(\\d+D)?)?|\\d+M(\\d+D)?|\\d+D)(T[0-9HMS]+)?|T"
              + "(\\d+H(\\d+M(\\d+S)?)?|\\d+M(\\d+S)?|\\d+S))");

  private static final Pattern SEMVER =
      Pattern.compile(
          "(0|[1-9]\\d*)(\\.(0|[1-9]\\d*)){2}(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?"
              + "(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

  @Override
  public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode value) {
    if (!keyword.equals("format") || !value.isString()) {
      return Optional.empty();
    }
    return Optional.ofNullable(check(value.asString())).map(Check::new);
  }

  private record Check(Function<String, String> problem) implements Evaluator {
    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
      String found = node.isString() ? problem.apply(node.asString()) : "";
      return found.isEmpty() ? Result.success() : Result.failure(found);
    }
  }

  /** What is wrong with a text, empty if nothing is; null for an unknown format. */
  private static @Nullable Function<String, String> check(String format) {
    return switch (format) {
      case "date" -> text -> parses(() -> LocalDate.parse(text), "no date of the form 2006-01-02");
      case "date-time" ->
          text -> parses(() -> OffsetDateTime.parse(text), "no time of the form of RFC 3339");
      case "time" ->
          text -> parses(() -> OffsetTime.parse(text), "no time of the form of RFC 3339");
      case "email" -> FormatKeyword::email;
      case "hostname" -> FormatKeyword::hostname;
      case "ipv4" -> FormatKeyword::ipv4;
      case "ipv6" -> FormatKeyword::ipv6;
      case "uuid" -> FormatKeyword::uuid;
      case "duration" -> text -> matches(DURATION, text, "no duration of the form of ISO 8601");
      case "semver" -> text -> matches(SEMVER, text, "no version of the form 1.2.3");
      case "uri", "iri" -> text -> uri(text, true);
      case "uri-reference", "iri-reference" -> text -> uri(text, false);
      case "regex" -> FormatKeyword::regex;
      case "json-pointer" ->
          text -> text.isEmpty() || text.startsWith("/") ? "" : "not starting with /";
      default -> null;
    };
  }

  private static String parses(Runnable parser, String problem) {
    try {
      parser.run();
      return "";
    } catch (DateTimeParseException _) {
      return problem;
    }
  }

  private static String matches(Pattern form, String text, String problem) {
    return form.matcher(text).matches() ? "" : problem;
  }

  private static String uuid(String text) {
    String[] groups = text.split("-", -1);
    if (groups.length != UUID_LENGTHS.size()) {
      return "must have " + UUID_LENGTHS.size() + " elements";
    }
    for (int i = 0; i < groups.length; i++) {
      if (groups[i].length() != UUID_LENGTHS.get(i)) {
        return "element " + (i + 1) + " must be " + UUID_LENGTHS.get(i) + " characters long";
      }
      for (char c : groups[i].toCharArray()) {
        if (c >= 128 || Character.digit(c, 16) < 0) {
          return "non-hex character " + ViolationWording.quote(String.valueOf(c));
        }
      }
    }
    return "";
  }

  private static String email(String text) {
    if (text.length() > MAX_EMAIL) {
      return "more than 255 characters long";
    }
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return "missing @";
    }
    if (at == 0 || at > 64) {
      return "local part must be 1 to 64 characters long";
    }
    String host = text.substring(at + 1);
    boolean address = host.startsWith("[") && host.endsWith("]");
    return address ? "" : hostname(host).isEmpty() ? "" : "invalid domain: " + hostname(host);
  }

  private static String hostname(String text) {
    String host = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (host.length() > MAX_HOST) {
      return "more than 253 characters long";
    }
    for (String label : host.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > MAX_LABEL) {
        return "label must be 1 to 63 characters long";
      }
      if (label.startsWith("-")) {
        return "label starts with hyphen";
      }
      if (label.endsWith("-")) {
        return "label ends with hyphen";
      }
      for (char c : label.toCharArray()) {
        boolean valid = c == '-' || (c < 128 && Character.isLetterOrDigit(c));
        if (!valid) {
          return "invalid character " + ViolationWording.quote(String.valueOf(c));
        }
      }
    }
    return "";
  }

  private static String ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return "expected four decimals";
    }
    for (String part : parts) {
      boolean number =
          !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(Character::isDigit);
      if (!number || (part.length() > 1 && part.startsWith("0")) || Integer.parseInt(part) > 255) {
        return "invalid number in " + ViolationWording.quote(text);
      }
    }
    return "";
  }

  private static String ipv6(String text) {
    if (!text.contains(":")) {
      return "missing colon";
    }
    int shortened = text.indexOf("::");
    boolean twice = shortened >= 0 && text.indexOf("::", shortened + 1) >= 0;
    int groups = 0;
    for (String group : text.split(":", -1)) {
      boolean last = group.contains(".");
      boolean valid = last ? ipv4(group).isEmpty() : group.matches("[0-9a-fA-F]{0,4}");
      if (!valid) {
        return "invalid group " + ViolationWording.quote(group);
      }
      groups += group.isEmpty() ? 0 : last ? 2 : 1;
    }
    boolean complete = shortened >= 0 ? groups < 8 : groups == 8;
    return complete && !twice ? "" : "wrong number of groups";
  }

  private static String uri(String text, boolean absolute) {
    try {
      var uri = new URI(text);
      return absolute && !uri.isAbsolute() ? "relative url" : "";
    } catch (URISyntaxException e) {
      return absolute && !text.contains(":") ? "relative url" : e.getReason();
    }
  }

  private static String regex(String text) {
    try {
      Pattern.compile(text);
      return "";
    } catch (PatternSyntaxException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
