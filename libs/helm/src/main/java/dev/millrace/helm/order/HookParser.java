package dev.millrace.helm.order;

import dev.millrace.helm.hook.Hook;
import dev.millrace.helm.hook.HookEvent;
import dev.millrace.helm.hook.HookExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the annotations that make an object a hook. */
final class HookParser {
  private static final String HOOK = "helm.sh/hook";
  private static final String WEIGHT = "helm.sh/hook-weight";
  private static final String DELETE_POLICY = "helm.sh/hook-delete-policy";
  private static final String OUTPUT_LOG_POLICY = "helm.sh/hook-output-log-policy";

  private HookParser() {}

  /** Whether the object says that it is a hook. */
  static boolean isHook(ManifestHead head) {
    return head.annotations().containsKey(HOOK);
  }

  /** The hook; empty if one of its events is unknown, for then Helm drops the object. */
  static Optional<Hook> parse(Manifest manifest) {
    ManifestHead head = manifest.head();
    var events = new ArrayList<HookEvent>();
    for (String word : words(head.annotations(), HOOK)) {
      Optional<HookEvent> event = HookEvent.of(word);
      if (event.isEmpty()) {
        return Optional.empty();
      }
      events.add(event.get());
    }
    return Optional.of(
        new Hook(
            head.name(),
            head.kind(),
            manifest.path(),
            manifest.content(),
            events,
            HookExecution.NEVER,
            weight(head.annotations().getOrDefault(WEIGHT, "")),
            words(head.annotations(), DELETE_POLICY),
            words(head.annotations(), OUTPUT_LOG_POLICY)));
  }

  private static long weight(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static List<String> words(Map<String, String> annotations, String name) {
    String text = annotations.get(name);
    if (text == null) {
      return List.of();
    }
    var words = new ArrayList<String>();
    for (String word : text.split(",", -1)) {
      words.add(word.strip().toLowerCase(Locale.ROOT));
    }
    return words;
  }
}
