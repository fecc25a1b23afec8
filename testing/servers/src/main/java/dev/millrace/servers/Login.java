package dev.millrace.servers;

/** The user and password that a test server demands. */
public record Login(String username, String password) {}
