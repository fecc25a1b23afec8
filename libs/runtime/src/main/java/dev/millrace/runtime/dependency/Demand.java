package dev.millrace.runtime.dependency;

import dev.millrace.runtime.reference.ReferenceKey;
import java.util.Optional;

/**
 * One entry of {@code dependsOn}.
 *
 * @param key names the dependency
 * @param own the user's rule, which takes the place of the usual ones
 * @param further a rule of the kind on top of the check of Ready
 */
public record Demand<R>(ReferenceKey key, Optional<ReadyRule<R>> own, ReadyRule<R> further) {}
