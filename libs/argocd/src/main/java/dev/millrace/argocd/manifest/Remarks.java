package dev.millrace.argocd.manifest;

import java.util.ArrayList;
import java.util.List;

/** Collects remarks; each one only once. Not thread-safe. */
public final class Remarks {
  private final List<Remark> remarks = new ArrayList<>();

  /** Something has no counterpart. */
  public void lost(String field, String why) {
    add(new Remark(Remark.Kind.LOST, field + ": " + why));
  }

  /** Something is different, or left to do. */
  public void note(String text) {
    add(new Remark(Remark.Kind.NOTE, text));
  }

  /** Everything of a manifest that nobody asked for has no counterpart. */
  public void lostUnread(Part manifest) {
    manifest.unread().forEach(path -> lost(path, "there is no counterpart"));
  }

  /** All remarks, in the order in which they were made. */
  public List<Remark> all() {
    return List.copyOf(remarks);
  }

  private void add(Remark remark) {
    if (!remarks.contains(remark)) {
      remarks.add(remark);
    }
  }
}
