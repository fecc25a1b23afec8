// Keeps an open page up to date; without it, the page is read by loading it again.
"use strict";

(() => {
  const badge = document.getElementById("live");
  const main = () => document.querySelector("main");

  const say = (text, lost) => {
    badge.hidden = false;
    badge.textContent = text;
    badge.classList.toggle("lost", lost);
  };

  const ages = () => {
    for (const time of document.querySelectorAll("time")) {
      const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000);
      if (!Number.isNaN(minutes)) {
        time.textContent =
          minutes >= 2880 ? `${Math.floor(minutes / 1440)}d ago`
          : minutes >= 120 ? `${Math.floor(minutes / 60)}h ago`
          : minutes >= 2 ? `${minutes}m ago`
          : "just now";
      }
    }
  };

  // What the reader has unfolded or typed stays as it is.
  const keep = (fresh) => {
    for (const details of main().querySelectorAll("details[id]")) {
      const same = fresh.ownerDocument.getElementById(details.id);
      if (same) {
        same.open = details.open;
      }
    }
    const typing = main().querySelector(".filter");
    const replaced = fresh.querySelector(".filter");
    if (typing && replaced && typing.contains(document.activeElement)) {
      replaced.replaceWith(typing);
    }
  };

  // Where the keyboard is stays, too: a link, a heading that unfolds, or a field.
  const mark = (element) =>
    element.getAttribute("href") ?? element.getAttribute("name") ?? element.parentElement.id;
  const sameIn = (fresh, element) =>
    fresh.contains(element)
      ? element
      : [...fresh.querySelectorAll(element.tagName)].find((each) => mark(each) === mark(element));

  const replaceMain = (fresh) => {
    const active = main().contains(document.activeElement) ? document.activeElement : null;
    keep(fresh);
    const next = active && sameIn(fresh, active);
    main().replaceWith(fresh);
    next?.focus({ preventScroll: true });
  };

  const reload = async () => {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.status === 401) {
      location.assign("/login");
      return;
    }
    if (!answer.ok) {
      say("not up to date", true);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("main");
    if (fresh) {
      document.title = page.title;
      replaceMain(fresh);
      ages();
    }
  };

  const source = new EventSource(`/live?version=${main().dataset.version}`);
  source.addEventListener("open", () => say("live", false));
  source.addEventListener("error", () => say("not live", true));
  source.addEventListener("change", () => reload().catch(() => say("not up to date", true)));
  source.addEventListener("end", () => {
    source.close();
    location.assign("/login");
  });
  setInterval(ages, 30000);
})();
