package dev.millrace.architecture;

import org.junit.jupiter.api.Test;

/** Pages that say what the code says. */
class ReferenceTest {

  @Test
  void thePageOfFieldsSaysWhatTheDefinitionsSay() {
    new GeneratedPage("fields.md").says(FieldsReference.page());
  }

  @Test
  void thePageOfReasonsSaysWhatTheCodeSays() {
    new GeneratedPage("conditions.md").says(ReasonsReference.page());
  }
}
