package dev.millrace.helm.chart;

/** A person who looks after a chart; absent fields are empty. */
public record Maintainer(String name, String email, String url) {}
