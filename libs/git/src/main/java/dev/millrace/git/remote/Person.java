package dev.millrace.git.remote;

import java.time.Instant;

/** Who made a commit, and when. */
public record Person(String name, String email, Instant when) {}
