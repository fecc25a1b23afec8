package dev.millrace.argocd.application;

/**
 * Where the objects of an application go.
 *
 * @param namespace of the objects
 * @param serviceAccount that they apply as; empty for the controllers' own
 */
public record Place(String namespace, String serviceAccount) {}
