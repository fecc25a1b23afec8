package dev.millrace.runtime.sharding;

import dev.millrace.runtime.reconcile.ObjectKey;
import dev.millrace.safety.Sha256;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Collection;

/**
 * Who is to have what, by rendezvous hashing: every member has a weight for every shard, and the
 * heaviest gets it. Nobody has to be asked, and when a member comes or goes only its own share
 * moves.
 */
final class Rendezvous {
  private Rendezvous() {}

  /** The shard that an object belongs to, always. */
  static int shardOf(ObjectKey object) {
    return Math.floorMod(hash(object.toString()), ShardSet.COUNT);
  }

  /**
   * The shards that a member is to have.
   *
   * @param members all that share the work, the member included
   */
  static ShardSet shareOf(String member, Collection<String> members) {
    BitSet share = new BitSet(ShardSet.COUNT);
    for (int shard = 0; shard < ShardSet.COUNT; shard++) {
      if (isHeaviest(member, members, shard)) {
        share.set(shard);
      }
    }
    return ShardSet.of(share.stream().toArray());
  }

  private static boolean isHeaviest(String member, Collection<String> members, int shard) {
    long weight = weight(member, shard);
    for (String other : members) {
      long otherWeight = weight(other, shard);
      if (otherWeight > weight || (otherWeight == weight && other.compareTo(member) > 0)) {
        return false;
      }
    }
    return true;
  }

  private static long weight(String member, int shard) {
    return hash(member + "/" + shard);
  }

  /** The same in every process and version: replicas that disagree about it would never settle. */
  private static long hash(String text) {
    return ByteBuffer.wrap(Sha256.of(text)).getLong();
  }
}
