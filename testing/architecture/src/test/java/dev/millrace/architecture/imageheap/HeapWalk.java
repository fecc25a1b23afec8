package dev.millrace.architecture.imageheap;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the static fields of classes to every object that they lead to. Needs all packages of the
 * JDK opened to it.
 */
final class HeapWalk {
  private final Map<Object, String> seen = new IdentityHashMap<>();
  private final Deque<Object> open = new ArrayDeque<>();
  private final List<String> refused = new ArrayList<>();
  private final RunTimeClasses made;

  private HeapWalk(RunTimeClasses made) {
    this.made = made;
  }

  /**
   * The paths to objects that an image can't hold, from these initialised classes.
   *
   * @param made the classes that must have no instance yet
   */
  static List<String> refused(List<Class<?>> classes, RunTimeClasses made)
      throws IllegalAccessException {
    HeapWalk walk = new HeapWalk(made);
    for (Class<?> each : classes) {
      walk.fields(each, null, each.getName());
    }
    while (!walk.open.isEmpty()) {
      walk.visit(walk.open.poll());
    }
    return walk.refused;
  }

  private void visit(Object object) throws IllegalAccessException {
    String path = seen.get(object);
    if (object instanceof Object[] array) {
      for (int i = 0; i < Array.getLength(array); i++) {
        found(array[i], path + "[" + i + "]");
      }
      return;
    }
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      fields(type, object, path);
    }
  }

  private void fields(Class<?> type, Object owner, String path) throws IllegalAccessException {
    for (Field field : type.getDeclaredFields()) {
      boolean isStatic = Modifier.isStatic(field.getModifiers());
      if (isStatic == (owner == null) && !field.getType().isPrimitive()) {
        field.setAccessible(true);
        found(field.get(owner), path + "." + field.getName());
      }
    }
  }

  private void found(Object object, String path) {
    if (object == null || object instanceof Class<?> || object instanceof ClassLoader) {
      return;
    }
    if (RefusedTypes.refuse(object) || made.has(object.getClass().getName())) {
      refused.add(path + " leads to a " + object.getClass().getName());
    } else if (seen.putIfAbsent(object, path) == null) {
      open.add(object);
    }
  }
}
