package dev.millrace.controller.source.bucket;

import dev.millrace.api.meta.Artifact;

/**
 * An artifact made of objects.
 *
 * @param files how many objects are in it
 */
record PublishedObjects(Artifact artifact, int files) {}
