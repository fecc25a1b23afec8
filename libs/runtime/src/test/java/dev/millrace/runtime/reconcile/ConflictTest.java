package dev.millrace.runtime.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConflictTest {
  private static final Widget.Status FIRST = Widget.Status.EMPTY.withRevision("main@sha1:1");

  private final Widget known = widget("uid-1", FIRST);

  @Test
  void isHarmlessWhereOnlyOtherPartsAreOthers() {
    Widget now = widget("uid-1", FIRST);
    now.getMetadata().setResourceVersion("2");
    now.getMetadata().setAnnotations(Map.of("somebody", "was here"));
    assertThat(Conflict.overStatus(known, now)).isEqualTo(Conflict.HARMLESS);
  }

  @Test
  void isLostWhereSomebodyElseWroteTheStatus() {
    Widget now = widget("uid-1", FIRST.withRevision("main@sha1:2"));
    assertThat(Conflict.overStatus(known, now)).isEqualTo(Conflict.LOST);
    assertThat(Conflict.overMetadata(known, now)).isEqualTo(Conflict.HARMLESS);
  }

  @Test
  void knowsObjectsThatAreGone() {
    Widget another = widget("uid-2", FIRST);
    assertThat(Conflict.overStatus(known, another)).isEqualTo(Conflict.GONE);
    assertThat(Conflict.overStatus(known, null)).isEqualTo(Conflict.GONE);
    assertThat(Conflict.overMetadata(known, another)).isEqualTo(Conflict.GONE);
    assertThat(Conflict.overMetadata(known, null)).isEqualTo(Conflict.GONE);
  }

  private static Widget widget(String uid, Widget.Status status) {
    Widget widget = new Widget();
    widget.getMetadata().setUid(uid);
    widget.setStatus(status);
    return widget;
  }
}
