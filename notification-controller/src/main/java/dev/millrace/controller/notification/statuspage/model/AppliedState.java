package dev.millrace.controller.notification.statuspage.model;

/**
 * An applied object and how it is in the cluster.
 *
 * @param object its name
 * @param health how it is; unknown when it can't be read
 * @param message why, in a few words
 */
public record AppliedState(AppliedObject object, Health health, MaskedText message) {}
