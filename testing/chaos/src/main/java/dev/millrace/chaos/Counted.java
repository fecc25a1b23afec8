package dev.millrace.chaos;

import dev.millrace.chaos.proxy.ApiProxy;
import dev.millrace.chaos.proxy.ApiRequest;
import dev.millrace.chaos.proxy.Fault;
import dev.millrace.chaos.proxy.Verdict;
import java.util.concurrent.atomic.AtomicInteger;

/** A fault that a proxy plays until its end, and how often it really happened. */
final class Counted implements Fault, Disturbance.Running {
  private final ApiProxy proxy;
  private final Fault fault;
  private final AtomicInteger hits = new AtomicInteger();

  private Counted(ApiProxy proxy, Fault fault) {
    this.proxy = proxy;
    this.fault = fault;
  }

  static Counted begin(ApiProxy proxy, Fault fault) {
    Counted counted = new Counted(proxy, fault);
    proxy.play(counted);
    return counted;
  }

  @Override
  public Verdict judge(ApiRequest request) {
    Verdict verdict = fault.judge(request);
    if (verdict.harms()) {
      hits.incrementAndGet();
    }
    return verdict;
  }

  @Override
  public int hits() {
    return hits.get();
  }

  @Override
  public void end() {
    proxy.play(Fault.NONE);
  }
}
