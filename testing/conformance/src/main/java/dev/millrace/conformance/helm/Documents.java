package dev.millrace.conformance.helm;

import dev.millrace.yaml.GoJson;
import dev.millrace.yaml.YamlException;
import dev.millrace.yaml.YamlLimits;
import dev.millrace.yaml.YamlReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares streams of YAML documents. */
final class Documents {
  private static final int SHOWN = 300;
  private static final YamlReader READER =
      YamlReader.sigs()
          .allNumbersAsDoubles()
          .limits(YamlLimits.DEFAULT.withMaxCharacters(64 << 20).withMaxNodes(20_000_000));

  private Documents() {}

  static CaseResult compare(String id, String wanted, String got) {
    if (wanted.equals(got)) {
      return CaseResult.equal(id);
    }
    String difference = firstDifferentLine(wanted, got);
    try {
      return parse(wanted).equals(parse(got))
          ? CaseResult.sameDocuments(id, difference)
          : CaseResult.failed(id, difference);
    } catch (YamlException e) {
      return CaseResult.failed(id, difference + "\n  " + e.getMessage());
    }
  }

  /** The places that {@code masks} names differ between two runs of the original. */
  static CaseResult compareMasked(String id, String wanted, String got, String masks) {
    List<Object> wantedDocuments = new ArrayList<>(parse(wanted));
    List<Object> gotDocuments = new ArrayList<>(parse(got));
    if (wantedDocuments.size() != gotDocuments.size()) {
      return CaseResult.failed(
          id, "wanted " + wantedDocuments.size() + " documents, got " + gotDocuments.size());
    }
    List<?> masked = (List<?>) Objects.requireNonNull(GoJson.read(masks));
    if (!sameKinds(wantedDocuments, gotDocuments)) {
      wantedDocuments.sort(Comparator.comparing(Documents::kind));
      gotDocuments.sort(Comparator.comparing(Documents::kind));
    }
    for (int i = 0; i < wantedDocuments.size(); i++) {
      String name = name(wantedDocuments.get(i));
      for (Object each : masked) {
        Map<?, ?> mask = (Map<?, ?>) each;
        if (name.equals(mask.get("doc"))) {
          for (Object path : (List<?>) Objects.requireNonNull(mask.get("paths"))) {
            blank(wantedDocuments.get(i), (String) path);
            blank(gotDocuments.get(i), (String) path);
          }
        }
      }
      if (!Objects.equals(wantedDocuments.get(i), gotDocuments.get(i))) {
        return CaseResult.failed(
            id,
            name
                + "\n"
                + firstDifferentLine(
                    GoJson.writeIndented(wantedDocuments.get(i), " "),
                    GoJson.writeIndented(gotDocuments.get(i), " ")));
      }
    }
    return CaseResult.equal(id);
  }

  private static List<@Nullable Object> parse(String stream) {
    List<@Nullable Object> documents = new ArrayList<>();
    for (var document : READER.readAll(stream)) {
      documents.add(document.value());
    }
    return documents;
  }

  private static boolean sameKinds(List<Object> wanted, List<Object> got) {
    return wanted.stream()
        .map(Documents::kind)
        .toList()
        .equals(got.stream().map(Documents::kind).toList());
  }

  private static String kind(@Nullable Object document) {
    return document instanceof Map<?, ?> map ? String.valueOf(map.get("kind")) : "";
  }

  private static String name(@Nullable Object document) {
    Object metadata = document instanceof Map<?, ?> map ? map.get("metadata") : null;
    Object name = metadata instanceof Map<?, ?> map ? map.get("name") : null;
    return kind(document) + "/" + name;
  }

  /** Replaces what a JSON pointer leads to; keys may hold slashes that are not escaped. */
  private static void blank(@Nullable Object node, String pointer) {
    String rest = pointer.substring(1);
    if (node instanceof List<?> list) {
      int slash = rest.indexOf('/');
      int index = Integer.parseInt(slash < 0 ? rest : rest.substring(0, slash));
      if (slash >= 0 && index < list.size()) {
        blank(list.get(index), rest.substring(slash));
      }
      return;
    }
    if (!(node instanceof Map<?, ?>)) {
      return;
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> map = (Map<String, Object>) node;
    for (String key : List.copyOf(map.keySet())) {
      if (rest.equals(key)) {
        map.put(key, "masked");
      } else if (rest.startsWith(key + "/")) {
        blank(map.get(key), rest.substring(key.length()));
      }
    }
  }

  private static String firstDifferentLine(String wanted, String got) {
    List<String> wantedLines = wanted.lines().toList();
    List<String> gotLines = got.lines().toList();
    int line = 0;
    while (line < wantedLines.size()
        && line < gotLines.size()
        && wantedLines.get(line).equals(gotLines.get(line))) {
      line++;
    }
    return "line %d%n  before %s%n  wanted %s%n  got    %s"
        .formatted(line + 1, at(gotLines, line - 1), at(wantedLines, line), at(gotLines, line));
  }

  private static String at(List<String> lines, int index) {
    String line = index >= 0 && index < lines.size() ? lines.get(index) : "(end)";
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }
}
