package dev.millrace.controller.imageautomation.setter;

import java.util.List;

/**
 * What was changed of one object of one file.
 *
 * @param file path, or empty for the items of a List
 */
public record FileChange(String file, ObjectIdentity object, List<Change> changes) {

  /** One field. */
  public record Change(String oldValue, String newValue, String setter) {}

  /** What identifies an object; parts that it lacks are empty. */
  public record ObjectIdentity(String apiVersion, String kind, String namespace, String name) {}
}
