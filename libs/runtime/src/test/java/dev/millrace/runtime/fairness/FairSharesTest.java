package dev.millrace.runtime.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairSharesTest {
  private final FairShares<String> shares = new FairShares<>(2);

  @Test
  void oneTenantHasAllTurnsInTheOrderOfItsWishes() {
    add("a", "a1", "a2", "a3");
    assertThat(begin()).containsExactly("a1", "a2");
    shares.end("a");
    assertThat(begin()).containsExactly("a3");
  }

  @Test
  void aTenantWithoutATurnNeedNotWaitForOthers() {
    add("a", "a1", "a2", "a3");
    begin();
    add("b", "b1", "b2");
    assertThat(begin()).containsExactly("b1");
  }

  @Test
  void thereIsOnlyOneTurnBeyondTheLimit() {
    add("a", "a1", "a2");
    begin();
    add("b", "b1");
    add("c", "c1");
    assertThat(begin()).containsExactly("b1");
    shares.end("b");
    assertThat(begin()).containsExactly("c1");
  }

  @Test
  void whoHasFewestTurnsComesFirstHoweverLongAnotherHasWaited() {
    add("a", "a1", "a2", "a3", "a4");
    begin();
    add("b", "b1", "b2");
    assertThat(begin()).containsExactly("b1");
    shares.end("a");
    assertThat(begin()).isEmpty();
    shares.end("a");
    assertThat(begin()).containsExactly("a3");
    shares.end("b");
    assertThat(begin()).containsExactly("b2");
  }

  @Test
  void whoComesWithLittleGoesBeforeManyWhoHadMuchAndHaveWaitedLonger() {
    FairShares<String> one = new FairShares<>(1);
    List<String> many = List.of("a", "b", "c", "d", "e");
    for (int i = 0; i < 10; i++) {
      many.forEach(tenant -> one.begin(tenant, tenant));
    }
    for (int i = 0; i < 20; i++) {
      one.end(one.next().orElseThrow());
    }
    List.of("new", "new", "new").forEach(each -> one.begin("new", each));
    for (int i = 0; i < 3; i++) {
      assertThat(one.next()).contains("new");
      one.end("new");
    }
  }

  @Test
  void thereMayBeMoreOrFewerTurnsFromNowOn() {
    add("a", "a1", "a2", "a3", "a4", "a5");
    begin();
    shares.limit(3);
    assertThat(begin()).containsExactly("a3");
    shares.limit(1);
    shares.end("a");
    shares.end("a");
    assertThat(begin()).isEmpty();
    shares.end("a");
    assertThat(begin()).containsExactly("a4");
  }

  @Test
  void whatGoesOnComesBeforeWhatBegins() {
    add("a", "a1", "a2", "a3");
    begin();
    shares.goOn("a", "a0");
    assertThat(shares.waiting()).isEqualTo(2);
    shares.end("a");
    assertThat(begin()).containsExactly("a0");
    shares.end("a");
    assertThat(begin()).containsExactly("a3");
  }

  @Test
  void equalTenantsTakeTurns() {
    FairShares<String> one = new FairShares<>(1);
    List.of("a1", "a2").forEach(each -> one.begin("a", each));
    List.of("b1", "b2").forEach(each -> one.begin("b", each));
    List<String> order = new ArrayList<>();
    one.next().ifPresent(order::add);
    one.next().ifPresent(order::add);
    one.end("a");
    one.end("b");
    one.next().ifPresent(order::add);
    one.next().ifPresent(order::add);
    assertThat(order).containsExactly("a1", "b1", "a2", "b2");
  }

  @Test
  void whoGaveUpIsNotServed() {
    add("a", "a1", "a2", "a3");
    assertThat(shares.remove("a", "a2")).isTrue();
    assertThat(shares.remove("a", "a2")).isFalse();
    assertThat(shares.remove("b", "b1")).isFalse();
    assertThat(begin()).containsExactly("a1", "a3");
  }

  @Test
  void noTurnAtAllIsRefused() {
    assertThatThrownBy(() -> new FairShares<String>(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void add(String tenant, String... waiters) {
    for (String each : waiters) {
      shares.begin(tenant, each);
    }
  }

  private List<String> begin() {
    List<String> begun = new ArrayList<>();
    for (var next = shares.next(); next.isPresent(); next = shares.next()) {
      begun.add(next.get());
    }
    return begun;
  }
}
