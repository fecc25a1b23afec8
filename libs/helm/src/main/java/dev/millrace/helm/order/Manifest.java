package dev.millrace.helm.order;

/**
 * One document of a rendered template.
 *
 * @param path the template it comes from, for example {@code app/templates/service.yaml}
 * @param content the document as it was rendered, without blanks before it
 */
public record Manifest(String path, String content, ManifestHead head) {}
