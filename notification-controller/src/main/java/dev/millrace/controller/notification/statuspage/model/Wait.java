package dev.millrace.controller.notification.statuspage.model;

/**
 * One link of the chain from an object to what holds it up.
 *
 * @param relation how the object before is bound to this one: {@code needs} or {@code is made from}
 * @param seen whether the viewer may see it, and it exists
 * @param why what it says of itself
 */
public record Wait(
    String relation, ItemKey key, Health health, boolean seen, String reason, MaskedText why) {}
