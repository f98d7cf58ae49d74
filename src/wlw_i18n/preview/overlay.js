// Shows what each text of a page is, where its translation stands and what is to be done; loads a page that changed.
// A part of `wlw-i18n preview` alone: no export has it.
"use strict";

(() => {
  const { digest } = document.currentScript.dataset;
  const data = JSON.parse(document.getElementById(":preview-data").textContent);
  const PLACE = ":preview:place";
  const HIDDEN = ":preview:hidden";
  const SIGNS = {
    stale: "\u21bb",
    "stale, not shown": "\u21bb",
    "to confirm": "?",
    rejected: "\u2717",
    untranslated: "\u270e",
    translated: "\u2713",
  };

  // Elements

  function make(name, attributes = {}, ...content) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...content);
    return element;
  }

  const ENGLISH = { lang: "en", dir: "ltr" };
  const unitOf = (element) => element && element.closest("[data-unit]");
  const noteOf = (element) => data.units[element.dataset.unit];
  const said = (note) => `${SIGNS[note.state] || ""} ${note.state}`.trim();

  const elements = [...document.querySelectorAll("[data-unit]")].filter(noteOf);
  const todo = elements.filter((element) => noteOf(element).todo);

  for (const element of elements) {
    const note = noteOf(element);
    if (!element.matches("a, button, input, select, textarea, summary, [tabindex]")) element.tabIndex = 0;
    if (!note.todo) continue;
    element.dataset.previewState = note.state;
    element.dataset.previewMark = said(note);
  }

  // The box about one text

  const box = make("div", { class: "preview-box", id: ":preview-box", role: "tooltip", hidden: "", ...ENGLISH });
  let described = null;
  let last = null;
  let closing = 0;

  function rows(note) {
    const isOwn = note.shown === data.language;
    const found = [["preview-state", "State", said(note)], ["preview-key", "Key", note.key], ["preview-place", "File", note.place]];
    if (note.new) found.push(["preview-hint", "", "Not in the PO file yet: run wlw-i18n sync."]);
    if (!data.isSource) found.push(["preview-english", "English", note.english, data.source]);
    if (note.changes.length) {
      const changes = note.changes.map(([what, text]) => (what === "same" ? text : make(what === "new" ? "ins" : "del", {}, text)));
      found.push(["preview-changes", "Changes", changes, data.source]);
    }
    if (note.translation && !isOwn) found.push(["preview-translation", "Translation", note.translation, data.language]);
    if (note.translation && !isOwn && !note.todo) {
      found.push(["preview-hint", "", "A question is shown in one language: another of its texts is not ready."]);
    }
    for (const finding of note.findings) found.push(["preview-finding", "", finding]);
    return found;
  }

  function describe(element) {
    clearTimeout(closing);
    if (described === element && !box.hidden) return;
    forget();
    described = last = element;
    const note = { key: element.dataset.unit, ...noteOf(element) };
    const list = make("dl");
    for (const [kind, name, text, lang] of rows(note)) {
      if (name) list.append(make("dt", {}, name));
      const attributes = { class: kind, dir: "auto" };
      if (lang) attributes.lang = lang;
      list.append(make("dd", attributes, ...[text].flat()));
    }
    box.replaceChildren(make("p", { class: "preview-kind" }, note.kind), list);
    box.hidden = false;
    element.setAttribute("aria-describedby", [element.getAttribute("aria-describedby"), box.id].filter(Boolean).join(" "));
    place(element);
  }

  // Below the text or above it, where there is more room, and never over it; what does not fit there can be scrolled.
  function place(element) {
    const gap = 8;
    const least = 96;
    const at = element.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const below = clientHeight - bar.offsetHeight - at.bottom - 2 * gap;
    const above = at.top - 2 * gap;
    box.style.maxHeight = "";
    const { offsetWidth: width, offsetHeight: wanted } = box;
    const isBelow = wanted <= below || below >= above;
    const height = Math.min(wanted, Math.max(isBelow ? below : above, least));
    box.style.maxHeight = `${height}px`;
    const bottom = clientHeight - bar.offsetHeight - height - gap;
    const top = isBelow ? Math.min(at.bottom + gap, bottom) : Math.max(gap, at.top - height - gap);
    const start = getComputedStyle(element).direction === "rtl" ? at.right - width : at.left;
    box.style.top = `${top}px`;
    box.style.left = `${Math.min(Math.max(gap, start), Math.max(gap, clientWidth - width - gap))}px`;
  }

  function forget() {
    clearTimeout(closing);
    box.hidden = true;
    if (described === null) return;
    const left = (described.getAttribute("aria-describedby") || "").split(" ").filter((id) => id && id !== box.id);
    if (left.length) described.setAttribute("aria-describedby", left.join(" "));
    else described.removeAttribute("aria-describedby");
    described = null;
  }

  const forgetSoon = () => {
    clearTimeout(closing);
    closing = setTimeout(() => {
      const focused = ofFocus(document.activeElement);
      if (focused && document.activeElement.matches(":focus-visible")) describe(focused);
      else forget();
    }, 250);
  };

  // A text itself, or that of the choice whose button has the focus.
  function ofFocus(target) {
    const labelled = target.labels && target.labels[0] && target.labels[0].querySelector("[data-unit]");
    const element = unitOf(target) || labelled;
    return element && noteOf(element) ? element : null;
  }

  document.addEventListener("mouseover", (event) => {
    if (box.contains(event.target)) {
      clearTimeout(closing);
      return;
    }
    const element = unitOf(event.target);
    if (element && noteOf(element)) describe(element);
    else if (!box.hidden) forgetSoon();
  });
  document.addEventListener("focusin", (event) => {
    const element = ofFocus(event.target);
    if (element) describe(element);
    else forget();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") forget();
  });
  document.addEventListener("scroll", () => described && !box.hidden && place(described), { passive: true });

  // The bar

  const status = make("span", { class: "preview-live", role: "status" }, "connecting");
  const bar = make("aside", { class: "preview-bar", "aria-label": "Preview", ...ENGLISH });

  function counts() {
    const units = Object.values(data.units);
    if (data.draft) return "draft: translators do not have it yet";
    if (data.isSource) return units.length ? "source text" : "";
    if (data.isPseudo) return "made up: what is plain English here has missed the catalog";
    if (!units.length) return "";
    const states = new Map();
    for (const note of units) if (note.todo) states.set(said(note), (states.get(said(note)) || 0) + 1);
    const parts = [...states].map(([state, count]) => `${count} ${state}`);
    return parts.length ? parts.join(", ") : "nothing to do on this page";
  }

  function step(by) {
    if (!todo.length) return;
    const here = ofFocus(document.activeElement) || last;
    const passed = here ? todo.filter((element) => element.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING) : [];
    let next = by > 0 ? passed.length : passed.length - 1;
    if (by > 0 && todo[next] === here) next += 1;
    const element = todo[(next + todo.length) % todo.length];
    for (let around = element.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true, focusVisible: true });
    describe(element);
  }

  function button(text, action) {
    const element = make("button", { type: "button" }, text);
    element.addEventListener("click", action);
    return element;
  }

  function unseen() {
    const shown = new Set(elements.map((element) => element.dataset.unit));
    const left = Object.entries(data.units).filter(([key, note]) => note.todo && !shown.has(key));
    if (!left.length) return [];
    const items = left.map(([key, note]) =>
      make(
        "li",
        {},
        make("strong", {}, said(note)),
        ` ${note.kind}, `,
        make("code", {}, note.place),
        ", ",
        make("code", {}, key),
        make("br"),
        make("span", { lang: data.source, dir: "auto" }, note.english),
      ),
    );
    const name = `${left.length} more without a place of their own`;
    return [make("details", {}, make("summary", {}, name), make("ul", {}, ...items))];
  }

  function marks() {
    const input = make("input", { type: "checkbox" });
    input.checked = sessionStorage.getItem(HIDDEN) === null;
    const apply = () => document.documentElement.classList.toggle("preview-plain", !input.checked);
    input.addEventListener("change", () => {
      if (input.checked) sessionStorage.removeItem(HIDDEN);
      else sessionStorage.setItem(HIDDEN, "1");
      apply();
    });
    apply();
    return make("label", {}, input, " marks");
  }

  bar.append(make("strong", {}, "Preview"));
  if (data.name) bar.append(make("bdi", { lang: data.language }, data.name));
  bar.append(make("span", { class: "preview-counts" }, counts()));
  if (todo.length) bar.append(button("Previous", () => step(-1)), button("Next", () => step(1)), marks());
  bar.append(...unseen(), status);
  // Within the bar, so that all of the page is in a landmark.
  bar.append(box);
  document.body.append(bar);

  // A page that changed

  function leave() {
    const focused = ofFocus(document.activeElement);
    const open = [...document.querySelectorAll("details")].flatMap((element, index) => (element.open ? [index] : []));
    const left = { path: location.pathname, y: scrollY, unit: focused ? focused.dataset.unit : "", open };
    sessionStorage.setItem(PLACE, JSON.stringify(left));
    // The browser would keep the text where it was; what is wrong may now stand above it.
    history.scrollRestoration = "manual";
    location.reload();
  }

  function comeBack() {
    const left = JSON.parse(sessionStorage.getItem(PLACE) || "null");
    sessionStorage.removeItem(PLACE);
    history.scrollRestoration = "auto";
    if (!left || left.path !== location.pathname) return;
    const details = document.querySelectorAll("details");
    for (const index of left.open) if (details[index]) details[index].open = true;
    scrollTo({ top: left.y, behavior: "instant" });
    const element = left.unit && elements.find((each) => each.dataset.unit === left.unit);
    if (element) element.focus({ preventScroll: true });
  }

  let stream = null;

  function listen() {
    if (stream || document.hidden) return;
    const query = new URLSearchParams({ page: location.pathname, digest });
    stream = new EventSource(`/:preview/events?${query}`);
    stream.addEventListener("open", () => (status.textContent = "live"));
    stream.addEventListener("error", () => (status.textContent = "the server has stopped"));
    stream.addEventListener("changed", leave);
  }

  // A browser has few connections to one server: pages that nobody sees give theirs back.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) listen();
    else if (stream) {
      stream.close();
      stream = null;
    }
  });
  addEventListener("pagehide", () => stream && stream.close());

  comeBack();
  listen();
})();
