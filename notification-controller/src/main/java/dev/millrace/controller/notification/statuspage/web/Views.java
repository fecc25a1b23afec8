package dev.millrace.controller.notification.statuspage.web;

import dev.millrace.controller.notification.statuspage.model.Details;
import dev.millrace.controller.notification.statuspage.model.Page;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import java.time.Clock;

/** Writes pages as HTML. Templates escape every text; none has a script or a style in it. */
public final class Views {
  private final Engine engine;
  private final Clock clock;

  /**
   * Views of the templates in {@code templates/statuspage}.
   *
   * @param engine finds them; it has to escape HTML
   */
  public Views(Engine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  String page(Page page, long version) {
    return template("page")
        .data("page", page, "version", version, "ages", new Ages(clock.instant()))
        .render();
  }

  String details(Details details, long version) {
    return template("details")
        .data("details", details, "version", version, "ages", new Ages(clock.instant()))
        .render();
  }

  /**
   * The form that asks for a token.
   *
   * @param problem why it is shown again; empty at first
   */
  String login(String problem) {
    return template("login").data("problem", problem).render();
  }

  /** A page that only says something. */
  String notice(String title, String text) {
    return template("notice").data("title", title, "text", text).render();
  }

  private Template template(String name) {
    Template template = engine.getTemplate("statuspage/" + name + ".html");
    if (template == null) {
      throw new IllegalStateException("there is no template statuspage/" + name);
    }
    return template;
  }
}
