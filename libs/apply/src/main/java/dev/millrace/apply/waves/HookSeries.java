package dev.millrace.apply.waves;

import dev.millrace.apply.object.KubeObject;
import dev.millrace.apply.object.ObjectRef;
import dev.millrace.apply.observe.DesiredDigest;
import dev.millrace.apply.plan.Desired;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects that syncs make of one hook that has a {@code generateName} in place of a name: each
 * sync another one, {@code migrate-1a2b3c4-presync-5d6e7f8a9}. The name follows from the revision,
 * the phase, the hook and the sync, so that a sync that is begun anew makes no second one.
 */
public final class HookSeries {
  /** What the label that Jobs put on their Pods can hold. */
  private static final int MAX_NAME = 63;

  private static final int HOOK_DIGITS = 5;
  private static final int SYNC_DIGITS = 4;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\*([0-9a-f]{" + HOOK_DIGITS + "})");

  private final Desired hook;
  private final String start;
  private final String middle;
  private final String end;
  private final Pattern names;

  private HookSeries(Desired hook, Matcher placeholder, SyncPhase phase) {
    String name = hook.ref().name();
    this.hook = hook;
    this.middle = "-" + phase.text().toLowerCase(Locale.ROOT) + "-" + placeholder.group(1);
    this.end = name.substring(placeholder.end());
    int added = SyncRun.SHORT + middle.length() + SYNC_DIGITS + end.length();
    int room = Math.max(0, MAX_NAME - added);
    this.start = name.substring(0, Math.min(room, placeholder.start()));
    this.names =
        Pattern.compile(
            Pattern.quote(start)
                + "[0-9a-z]{1,%d}".formatted(SyncRun.SHORT)
                + Pattern.quote(middle)
                + "[0-9a-f]{%d}".formatted(SYNC_DIGITS)
                + Pattern.quote(end));
  }

  /**
   * The name under which a hook without one goes through a build; it holds a sign that real names
   * don't. Empty for objects that are no hooks, or have no {@code generateName} either.
   */
  public static Optional<String> placeholder(Map<String, @Nullable Object> manifest) {
    KubeObject object = KubeObject.of(manifest);
    boolean isResource = SyncRole.of(object) instanceof SyncRole.Resource;
    return generateName(object)
        .filter(_ -> !isResource)
        .map(prefix -> prefix + "*" + DesiredDigest.of(object).substring(0, HOOK_DIGITS));
  }

  /** The series of a hook in a phase; empty if it has a name of its own. */
  static Optional<HookSeries> of(Desired hook, SyncPhase phase) {
    Matcher placeholder = PLACEHOLDER.matcher(hook.ref().name());
    return generateName(hook.object())
        .filter(_ -> placeholder.find())
        .map(_ -> new HookSeries(hook, placeholder, phase));
  }

  /** The series of an object in all phases; none if it is no hook, or has a name of its own. */
  public static Stream<HookSeries> all(Desired object) {
    return Arrays.stream(SyncPhase.values()).flatMap(phase -> of(object, phase).stream());
  }

  private static Optional<String> generateName(KubeObject object) {
    return Stream.ofNullable(object.get("metadata", "generateName"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(prefix -> !prefix.isEmpty())
        .findFirst();
  }

  /** The object of a sync. */
  Desired in(SyncRun sync) {
    String name = start + sync.shortRevision() + middle + sync.digits(SYNC_DIGITS) + end;
    return hook.with(hook.object().with(name, "metadata", "name"));
  }

  /** Whether an object is one of this series. */
  public boolean contains(ObjectRef object) {
    ObjectRef wanted = hook.ref();
    return object.group().equals(wanted.group())
        && object.kind().equals(wanted.kind())
        && (object.namespace().isEmpty() || object.namespace().equals(wanted.namespace()))
        && names.matcher(object.name()).matches();
  }
}
