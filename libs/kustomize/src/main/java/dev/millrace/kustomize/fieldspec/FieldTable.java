package dev.millrace.kustomize.fieldspec;

/** The tables that can be extended by {@code configurations}, with their names in such a file. */
public enum FieldTable {
  /** Where {@code namePrefix} goes. */
  NAME_PREFIX("namePrefix"),
  /** Where {@code nameSuffix} goes. */
  NAME_SUFFIX("nameSuffix"),
  /** Where {@code namespace} goes, besides the metadata. */
  NAMESPACE("namespace"),
  /** Where {@code commonLabels} go. */
  COMMON_LABELS("commonLabels"),
  /** Where {@code labels} go, besides the metadata. */
  LABELS("labels"),
  /** Where {@code labels} with {@code includeTemplates} go. */
  TEMPLATE_LABELS("templateLabels"),
  /** Where {@code labels} with {@code includeVolumeClaimTemplates} go. */
  VOLUME_CLAIM_TEMPLATE_LABELS("volumeClaimTemplateLabels"),
  /** Where {@code commonAnnotations} go. */
  COMMON_ANNOTATIONS("commonAnnotations"),
  /** Where {@code vars} are replaced. */
  VAR_REFERENCE("varReference"),
  /** Where {@code images} are replaced, besides all lists of containers. */
  IMAGES("images"),
  /** Where {@code replicas} go. */
  REPLICAS("replicas");

  private final String field;

  FieldTable(String field) {
    this.field = field;
  }

  /** The name of the table in a configuration file. */
  public String field() {
    return field;
  }
}
