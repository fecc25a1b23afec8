package dev.millrace.chaos;

import dev.millrace.chaos.proxy.HttpProxy;
import dev.millrace.chaos.proxy.HttpProxy.Interference;
import dev.millrace.chaos.proxy.HttpProxy.Served;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Changes what a server answers, as often as said and then no more. */
final class Spoiled implements Disturbance.Running {
  private final HttpProxy proxy;
  private final int times;
  private final AtomicInteger seen = new AtomicInteger();

  private Spoiled(HttpProxy proxy, int times) {
    this.proxy = proxy;
    this.times = times;
  }

  static Spoiled begin(HttpProxy proxy, int times, UnaryOperator<Served> change) {
    Spoiled spoiled = new Spoiled(proxy, times);
    proxy.play(
        upstream -> {
          Served served = upstream.ask();
          return Optional.of(
              spoiled.seen.incrementAndGet() <= times ? change.apply(served) : served);
        });
    return spoiled;
  }

  @Override
  public int hits() {
    return Math.min(times, seen.get());
  }

  @Override
  public void end() {
    proxy.play(Interference.NONE);
  }
}
