package dev.millrace.runtime.sharding;

import java.util.List;

/**
 * Where the members of a group write down who they are and what they claim. Reads show every write
 * that was acknowledged before them, and writes only succeed on the version that the writer knows:
 * all of the protocol's safety stands on these two.
 */
interface Register {
  /** All records of the group. */
  List<MemberRecord> list() throws RegisterFailure;

  /**
   * Writes a member's own record; the first time it must not exist yet, later it must be as the
   * member knows it.
   *
   * @return its new version
   */
  String write(MemberRecord own) throws RegisterFailure;

  /**
   * Removes a record, unless it was written since.
   *
   * @return whether it is gone
   */
  boolean remove(MemberRecord record) throws RegisterFailure;
}
