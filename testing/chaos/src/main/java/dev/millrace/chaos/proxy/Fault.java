package dev.millrace.chaos.proxy;

/** Decides, request by request, what happens; called by many threads at once. */
@FunctionalInterface
public interface Fault {
  /** Everything is as it should be. */
  Fault NONE = _ -> new Verdict.Forward();

  /** What happens to this request. */
  Verdict judge(ApiRequest request);
}
