package dev.millrace.runtime.sharding;

import dev.millrace.runtime.logging.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica's part in the protocol: it takes shards that are its by {@link Rendezvous} and that
 * nobody else claims, and gives up those that are not its any more. Whoever calls {@link #round}
 * gives it its time; it is not thread-safe.
 *
 * <p>A shard is taken in two steps. The member first writes that it claims the shard, then reads
 * what all others claim. Of two that claim the same shard at least one sees the other's claim,
 * because each has written before it reads; whose it is by rendezvous keeps its claim, the other
 * withdraws. A shard is given up in two steps as well: no run begins any more, and when the last
 * one has ended the claim goes. What a dead member claims is free when its record has been removed,
 * which only succeeds if it was not written meanwhile; so a member that could not renew its lease
 * in time works on if its record is still there.
 */
final class Member {
  private static final Logger LOG = LoggerFactory.getLogger(Member.class);

  private final String id;
  private final LeaseTimes times;
  private final Register register;
  private final ShardGate gate;
  private final Roster roster;
  private final LongSupplier nanoTime;
  private final Consumer<ShardSet> onTaken;
  private String version = "";
  private String acknowledged = "";
  private ShardSet held = ShardSet.NONE;
  private ShardSet closing = ShardSet.NONE;
  private ShardSet claimed = ShardSet.NONE;
  private Division known = new Division(List.of(), ShardSet.NONE);
  private boolean staying = true;
  private boolean member;
  private boolean lost;

  /** What a share was worked out from, which is only done anew when that changes. */
  private record Division(List<String> members, ShardSet share) {}

  /**
   * A member that was not heard of yet.
   *
   * @param id unlike that of any other process, also of one that had the same name before
   * @param onTaken is told of shards that this member works on from now on
   */
  Member(
      String id,
      LeaseTimes times,
      Register register,
      ShardGate gate,
      LongSupplier nanoTime,
      Consumer<ShardSet> onTaken) {
    this.id = id;
    this.times = times;
    this.roster = new Roster(times.renewDeadline());
    this.register = register;
    this.gate = gate;
    this.nanoTime = nanoTime;
    this.onTaken = onTaken;
  }

  /** What it works on. */
  ShardSet held() {
    return held;
  }

  /** Gives everything up from now on, shard by shard as runs end. */
  void leave() {
    staying = false;
  }

  /** Whether it gave everything up and is no member any more. */
  boolean hasLeft() {
    return !staying && !member;
  }

  /**
   * One round: looks at the register, acts on it, and renews the own record.
   *
   * @return whether all is as it is to be; otherwise the next round should come soon
   */
  boolean round() throws RegisterFailure {
    if (lost && !runsHaveEnded()) {
      return false;
    }
    lost = false;
    List<MemberRecord> all = register.list();
    long received = nanoTime.getAsLong();
    Optional<MemberRecord> own = all.stream().filter(this::isOwn).findFirst();
    if (member && own.isEmpty()) {
      return loseAll();
    }
    own.ifPresent(record -> version = record.version());
    List<MemberRecord> others = withoutDead(all, received);
    ShardSet elsewhere = claimsOf(others);
    ShardSet share = share(others, received);
    giveUp(share);
    take(surelyClaimed(own), elsewhere);
    claim(share, elsewhere);
    return renew() && closing.isEmpty() && held.equals(share);
  }

  /** Of what others have taken over nothing may go on here when this member comes back. */
  private boolean runsHaveEnded() {
    boolean ended = gate.isIdle();
    if (!ended) {
      gate.interruptRuns();
    }
    return ended;
  }

  /** Others took this member for dead. */
  private boolean loseAll() {
    LOG.warn("another replica took this one for dead; runs end and their objects are given up");
    gate.lapse();
    gate.close(held);
    held = ShardSet.NONE;
    closing = ShardSet.NONE;
    claimed = ShardSet.NONE;
    version = "";
    member = false;
    lost = true;
    return false;
  }

  private boolean isOwn(MemberRecord record) {
    return record.id().equals(id);
  }

  /** The others, less those whose lease ran out and whose records could be removed. */
  private List<MemberRecord> withoutDead(List<MemberRecord> all, long received)
      throws RegisterFailure {
    List<MemberRecord> others = all.stream().filter(record -> !isOwn(record)).toList();
    roster.see(others, received);
    List<MemberRecord> alive = new ArrayList<>();
    for (MemberRecord record : others) {
      if (roster.isExpired(record, received) && register.remove(record)) {
        LogLine.with("replica", record.id()).log(LOG::info, "a replica is gone");
      } else {
        alive.add(record);
      }
    }
    return alive;
  }

  private static ShardSet claimsOf(List<MemberRecord> others) {
    return others.stream().map(MemberRecord::claims).reduce(ShardSet.NONE, ShardSet::and);
  }

  private ShardSet share(List<MemberRecord> others, long received) {
    if (!staying) {
      return ShardSet.NONE;
    }
    List<String> members = new ArrayList<>(List.of(id));
    others.stream()
        .filter(other -> other.staying() && !roster.isExpired(other, received))
        .forEach(other -> members.add(other.id()));
    if (!members.equals(known.members())) {
      known = new Division(members, Rendezvous.shareOf(id, members));
    }
    return known.share();
  }

  /** Closes what is not this member's any more; what has no run any more is let go. */
  private void giveUp(ShardSet share) {
    ShardSet leaving = held.without(share);
    gate.close(leaving);
    roster.noteServed(leaving, nanoTime.getAsLong());
    held = held.without(leaving);
    closing = closing.and(leaving);
    ShardSet back = closing.within(share);
    closing = closing.without(back);
    open(back);
    for (int shard : closing) {
      if (gate.isIdle(shard)) {
        closing = closing.without(ShardSet.of(shard));
      }
    }
  }

  /**
   * What the register shows as claimed by this member, and will go on showing: a write without an
   * answer could still arrive and withdraw claims, but not after a later one was acknowledged.
   */
  private ShardSet surelyClaimed(Optional<MemberRecord> own) {
    return own.filter(record -> record.version().equals(acknowledged))
        .map(MemberRecord::claims)
        .orElse(ShardSet.NONE);
  }

  /** Opens what is claimed by this member and by nobody else. */
  private void take(ShardSet shown, ShardSet elsewhere) {
    ShardSet sure = claimed.within(shown).without(elsewhere);
    claimed = claimed.without(sure);
    open(sure);
  }

  private void open(ShardSet shards) {
    for (int shard : shards) {
      gate.open(shard, roster.lastServed(shard));
    }
    held = held.and(shards);
    if (!shards.isEmpty()) {
      onTaken.accept(shards);
    }
  }

  /** Claims what nobody claims; withdraws what is not this member's after all. */
  private void claim(ShardSet share, ShardSet elsewhere) {
    ShardSet free = share.without(held).without(closing).without(elsewhere);
    claimed = claimed.within(share).and(free);
  }

  private boolean renew() throws RegisterFailure {
    if (!staying && held.and(closing).and(claimed).isEmpty()) {
      return resign();
    }
    long sent = nanoTime.getAsLong();
    acknowledged = "";
    version = register.write(record());
    acknowledged = version;
    member = true;
    gate.extend(sent + times.renewDeadline().toNanos());
    return true;
  }

  private boolean resign() throws RegisterFailure {
    if (member && register.remove(record())) {
      member = false;
    }
    gate.release();
    return true;
  }

  private MemberRecord record() {
    return new MemberRecord(
        id, version, times.lease(), staying, held.and(closing).and(claimed), held);
  }
}
