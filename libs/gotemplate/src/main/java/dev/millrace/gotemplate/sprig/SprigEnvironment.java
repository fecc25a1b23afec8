package dev.millrace.gotemplate.sprig;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What Sprig's functions may see of the world.
 *
 * @param clock the source of the current time
 * @param zone the local time zone
 * @param random the source of randomness; keys and certificates need a cryptographic one
 * @param variable looks up an environment variable, for {@code env} and {@code expandenv}
 * @param hostAddress resolves a host name, for {@code getHostByName}
 */
public record SprigEnvironment(
    InstantSource clock,
    ZoneId zone,
    RandomGenerator random,
    Function<String, Optional<String>> variable,
    Function<String, Optional<String>> hostAddress) {

  /** UTC, the given clock and randomness, no environment variables and no name resolution. */
  public static SprigEnvironment isolated(InstantSource clock, RandomGenerator random) {
    return new SprigEnvironment(
        clock, ZoneOffset.UTC, random, _ -> Optional.empty(), _ -> Optional.empty());
  }
}
