package dev.millrace.kustomize.resource;

import dev.millrace.kustomize.problem.KustomizeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is remembered of an object from step to step; kept in its {@link BuildAnnotations}. */
public final class History {
  private static final String ENABLED = "enabled";

  private final Resource resource;
  private @Nullable PreviousIds cache;

  private record PreviousIds(
      String names,
      @Nullable String namespaces,
      @Nullable String kinds,
      String apiVersion,
      List<ResourceId> ids) {
    boolean isOf(
        String otherNames,
        @Nullable String otherNamespaces,
        @Nullable String otherKinds,
        String otherApiVersion) {
      return names.equals(otherNames)
          && Objects.equals(namespaces, otherNamespaces)
          && Objects.equals(kinds, otherKinds)
          && apiVersion.equals(otherApiVersion);
    }
  }

  History(Resource resource) {
    this.resource = resource;
  }

  /** The ids that the object had before, the oldest first, the current one not included. */
  public List<ResourceId> previousIds() {
    String names = resource.annotation(BuildAnnotations.PREVIOUS_NAMES);
    if (names == null) {
      return List.of();
    }
    String namespaces = resource.annotation(BuildAnnotations.PREVIOUS_NAMESPACES);
    String kinds = resource.annotation(BuildAnnotations.PREVIOUS_KINDS);
    String apiVersion = resource.apiVersion();
    if (cache == null || !cache.isOf(names, namespaces, kinds, apiVersion)) {
      List<ResourceId> ids = parse(names, namespaces, kinds, apiVersion);
      cache = new PreviousIds(names, namespaces, kinds, apiVersion, ids);
    }
    return cache.ids;
  }

  private static List<ResourceId> parse(
      String names, @Nullable String namespaces, @Nullable String kinds, String apiVersion) {
    List<String> nameList = split(names);
    List<String> namespaceList = split(namespaces == null ? "" : namespaces);
    List<String> kindList = split(kinds == null ? "" : kinds);
    if (nameList.size() != namespaceList.size() || nameList.size() != kindList.size()) {
      throw new KustomizeException(
          "the annotations "
              + BuildAnnotations.DOMAIN
              + "previous… do not fit together; remove"
              + " them from the files, they are for internal use");
    }
    List<ResourceId> ids = new ArrayList<>(nameList.size());
    for (int i = 0; i < nameList.size(); i++) {
      Gvk gvk = Gvk.of(apiVersion, kindList.get(i));
      ids.add(ResourceId.namespaced(gvk, nameList.get(i), namespaceList.get(i)));
    }
    return List.copyOf(ids);
  }

  /** Remembers the current id; called before a step that may change it. */
  public void rememberId() {
    ResourceId id = resource.currentId();
    append(BuildAnnotations.PREVIOUS_NAMES, id.name());
    append(BuildAnnotations.PREVIOUS_NAMESPACES, id.effectiveNamespace());
    append(BuildAnnotations.PREVIOUS_KINDS, id.gvk().kind());
  }

  /** The name prefixes that were added so far. */
  public List<String> prefixes() {
    return list(BuildAnnotations.PREFIXES);
  }

  /** Remembers a prefix; empty ones are not worth it. */
  public void addPrefix(String prefix) {
    append(BuildAnnotations.PREFIXES, prefix);
  }

  /** The name suffixes that were added so far. */
  public List<String> suffixes() {
    return list(BuildAnnotations.SUFFIXES);
  }

  /** Remembers a suffix; empty ones are not worth it. */
  public void addSuffix(String suffix) {
    append(BuildAnnotations.SUFFIXES, suffix);
  }

  /** Whether the name gets a hash of the content. */
  public boolean needsHash() {
    return isEnabled(BuildAnnotations.NEEDS_HASH);
  }

  /** Asks for a hash of the content at the end of the name. */
  public void requestHash() {
    enable(BuildAnnotations.NEEDS_HASH);
  }

  /** Whether this is a patch that may rename its target. */
  public boolean mayChangeName() {
    return isEnabled(BuildAnnotations.ALLOW_NAME_CHANGE);
  }

  /** Lets this patch rename its target. */
  public void allowNameChange() {
    enable(BuildAnnotations.ALLOW_NAME_CHANGE);
  }

  /** Whether this is a patch that may change the kind of its target. */
  public boolean mayChangeKind() {
    return isEnabled(BuildAnnotations.ALLOW_KIND_CHANGE);
  }

  /** Lets this patch change the kind of its target. */
  public void allowKindChange() {
    enable(BuildAnnotations.ALLOW_KIND_CHANGE);
  }

  /** What this generated object does to one of the same id. */
  public Resource.Behavior behavior() {
    return switch (resource.annotation(BuildAnnotations.BEHAVIOR)) {
      case "replace" -> Resource.Behavior.REPLACE;
      case "merge" -> Resource.Behavior.MERGE;
      case null, default -> Resource.Behavior.CREATE;
    };
  }

  /** Notes the behaviour as the generator's configuration spells it. */
  public void setBehavior(String behavior) {
    boolean known = List.of("create", "replace", "merge").contains(behavior);
    set(BuildAnnotations.BEHAVIOR, known ? behavior : "unspecified");
  }

  /** Whether Helm made the object. */
  public boolean isFromHelm() {
    return "true".equals(resource.annotation(BuildAnnotations.HELM_GENERATED));
  }

  /** Takes everything that is remembered off the object. */
  public void forget() {
    Map<String, String> annotations = resource.annotations();
    if (!annotations.isEmpty()) {
      annotations.keySet().removeAll(BuildAnnotations.ALL);
      resource.setAnnotations(annotations);
    }
  }

  /** Whether an annotation belongs to the engine and survives JSON patches. */
  public static boolean isInternal(String annotation) {
    return annotation.startsWith(BuildAnnotations.DOMAIN)
        || (BuildAnnotations.ALL.contains(annotation));
  }

  /**
   * Annotations of an object that takes the place of another: its own, over those of the other,
   * with the memory of the other.
   */
  static Map<String, String> merged(Map<String, String> own, Map<String, String> other) {
    Map<String, String> merged = new LinkedHashMap<>(other);
    merged.putAll(own);
    for (String name : BuildAnnotations.ALL) {
      String remembered = other.get(name);
      if (remembered == null) {
        merged.remove(name);
      } else {
        merged.put(name, remembered);
      }
    }
    if (!own.containsKey(BuildAnnotations.NEEDS_HASH)) {
      merged.remove(BuildAnnotations.NEEDS_HASH);
    }
    return merged;
  }

  private boolean isEnabled(String annotation) {
    return ENABLED.equals(resource.annotation(annotation));
  }

  private void enable(String annotation) {
    set(annotation, ENABLED);
  }

  private void set(String annotation, String value) {
    Map<String, String> annotations = resource.annotations();
    annotations.put(annotation, value);
    resource.setAnnotations(annotations);
  }

  private List<String> list(String annotation) {
    String text = resource.annotation(annotation);
    return text == null ? List.of() : split(text);
  }

  private void append(String annotation, String value) {
    if (value.isEmpty()) {
      return;
    }
    String before = resource.annotation(annotation);
    resource.setAnnotation(annotation, before == null ? value : before + "," + value);
  }

  private static List<String> split(String text) {
    return List.of(text.split(",", -1));
  }
}
