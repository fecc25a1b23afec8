package dev.millrace.apply.report;

/**
 * One place at which an object was found to differ from what is wanted, as a message told it.
 *
 * <p>Values stand as they were written: texts in single quotes, secret ones masked, long ones cut.
 *
 * @param object {@code Kind/namespace/name}, or {@code Kind/name}
 * @param field which field, as a JSON pointer; empty if the whole object was missing
 * @param wanted what it should have been; empty if nothing, or if the message does not say
 * @param found what it was; empty if nothing, or if the message does not say
 * @param manager who changed it; empty if the message does not say
 * @param reverted whether it was put right
 */
public record Difference(
    String object, String field, String wanted, String found, String manager, boolean reverted) {}
