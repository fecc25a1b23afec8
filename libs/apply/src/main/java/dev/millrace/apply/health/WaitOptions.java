package dev.millrace.apply.health;

import java.time.Duration;

/**
 * How to wait.
 *
 * @param timeout for how long
 * @param failFast whether the first object that will not get there ends the wait
 */
public record WaitOptions(Duration timeout, boolean failFast) {}
