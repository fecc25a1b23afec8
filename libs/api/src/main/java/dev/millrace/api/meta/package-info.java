/**
 * Types that several kinds share: durations and times as Kubernetes writes them, references,
 * conditions, artifacts and inventories.
 *
 * <p>Every type here and in the sibling packages is read from API server replies that hold many
 * objects at once, so none may fail on a single value it does not like: malformed text is kept as
 * it is and reported when somebody asks for its meaning, unknown fields are skipped, absent lists
 * and maps are empty. Controllers must never write back a whole object that they have read, as
 * fields unknown to these types would be lost: they patch the status, finalizers and annotations.
 */
@NullMarked
package dev.millrace.api.meta;

import org.jspecify.annotations.NullMarked;
