/**
 * Automatic sharding: replicas of one controller divide its objects among themselves over Leases
 * (docs/decisions/0022-automatic-sharding.md).
 */
@NullMarked
package dev.millrace.runtime.sharding;

import org.jspecify.annotations.NullMarked;
