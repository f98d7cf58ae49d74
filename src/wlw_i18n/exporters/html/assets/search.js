// Searches the texts of one language, which search-index.js holds. Nothing leaves this computer.
"use strict";

self.wlwSearch = (() => {
  // Words: a text and a question are cut alike.

  // Accents of Latin, Greek and Cyrillic; points of Hebrew; signs over and under Arabic letters, and their stretching.
  const signs = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/gu;
  const letters = { ß: "ss", œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ", ى: "ي", ی: "ي", ک: "ك", ة: "ه" };
  const unlike = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");
  const normal = (text) =>
    text.normalize("NFKD").toLowerCase().replace(signs, "").normalize("NFKC").replace(unlike, (sign) => letters[sign]);

  // Scripts that put no space between words are cut into pairs of signs.
  const unspaced = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}";
  const run = new RegExp(`[${unspaced}][${unspaced}\\p{M}ー]*|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}\u0640])+`, "gu");
  const isRun = new RegExp(`^[${unspaced}]`, "u");

  function* pairs(text) {
    const all = [...text];
    for (let place = 0; place < all.length; place++) yield all.slice(place, place + 2).join("");
  }

  // The words of a text as they are compared, each with its place in the text.
  function* words(text) {
    for (const found of text.matchAll(run)) {
      const word = normal(found[0]);
      const where = { start: found.index, end: found.index + found[0].length };
      if (!isRun.test(word)) {
        if (word) yield { word, ...where };
        continue;
      }
      let start = found.index;
      // Where a sign became several or none, the whole run is marked.
      const same = word.length === found[0].length;
      for (const pair of pairs(word)) {
        yield same ? { word: pair, start, end: start + pair.length } : { word: pair, ...where };
        start += [...pair][0].length;
      }
    }
  }

  const cut = (text) => [...words(text)].map((each) => each.word);

  // What is asked: words of one letter only where there is no other; of a run, its pairs without the last sign alone.
  function asked(text) {
    const all = [];
    for (const found of text.matchAll(run)) {
      const word = normal(found[0]);
      if (!isRun.test(word)) all.push(word);
      else all.push(...[...pairs(word)].slice(0, [...word].length > 1 ? -1 : 1));
    }
    const long = all.filter((word) => [...word].length > 1 || isRun.test(word));
    return [...new Set(long.length ? long : all)].filter(Boolean);
  }

  // The index: word -> section -> how much it says there.

  const weights = { title: 8, heading: 5, text: 1 };

  function indexed(pages) {
    const sections = [];
    const found = new Map();
    const add = (text, section, weight) => {
      const counts = new Map();
      for (const word of cut(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
      for (const [word, count] of counts) {
        if (!found.has(word)) found.set(word, new Map());
        const places = found.get(word);
        places.set(section, (places.get(section) ?? 0) + weight * (1 + Math.log(count)));
      }
    };
    for (const [path, title, parts] of pages) {
      const whole = parts.length && !parts[0][0] ? parts : [["", "", ""], ...parts];
      for (const [anchor, heading, text] of whole) {
        const section = sections.push({ path, title, anchor, heading, text }) - 1;
        // The title counts for the page's beginning; elsewhere just enough to tell pages apart.
        add(title, section, anchor ? 0.1 : weights.title);
        add(heading, section, weights.heading);
        add(text, section, weights.text);
      }
    }
    return { sections, found, list: [...found.keys()].sort() };
  }

  // Every word of the index that begins so.
  function beginning({ list }, start) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < start) low = middle + 1;
      else high = middle;
    }
    const all = [];
    while (low < list.length && list[low].startsWith(start)) all.push(list[low++]);
    return all;
  }

  const part = 0.4; // What the beginning of a word counts, against a whole word.

  // Sections that have all words, best first; if none has all, those that have most.
  function search(index, question) {
    const all = asked(question);
    const scores = new Map();
    for (const word of all) {
      const best = new Map();
      for (const like of beginning(index, word)) {
        const places = index.found.get(like);
        const rare = Math.log(1 + index.sections.length / places.size);
        for (const [section, weight] of places) {
          const score = weight * rare * (like === word ? 1 : part);
          best.set(section, Math.max(best.get(section) ?? 0, score));
        }
      }
      for (const [section, score] of best) {
        const [matched, sum] = scores.get(section) ?? [0, 0];
        scores.set(section, [matched + 1, sum + score]);
      }
    }
    const most = Math.max(0, ...[...scores.values()].map(([matched]) => matched));
    return [...scores]
      .filter(([, [matched]]) => matched === most)
      .sort(([first, [, one]], [second, [, two]]) => two - one || first - second)
      .map(([section]) => index.sections[section]);
  }

  // A piece of a text around the first word that was asked for: [text, whether it was asked for].
  function snippet(text, question) {
    const all = asked(question);
    const hits = [...words(text)].filter(({ word }) => all.some((start) => word.startsWith(start)));
    const first = hits[0]?.start ?? 0;
    const from = first > 80 ? text.indexOf(" ", first - 60) + 1 || first - 60 : 0;
    const begin = Math.min(from, first);
    let end = Math.min(text.length, begin + 220);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), begin + 120);
    const pieces = begin ? [["… ", false]] : [];
    let place = begin;
    for (const { start, end: stop } of hits) {
      if (stop > end) break;
      if (stop <= place) continue;
      const from = Math.max(start, place);
      pieces.push([text.slice(place, from), false], [text.slice(from, stop), true]);
      place = stop;
    }
    pieces.push([text.slice(place, end), false]);
    if (end < text.length) pieces.push([" …", false]);
    return pieces.filter(([piece]) => piece);
  }

  return { cut, asked, indexed, search, snippet };
})();

(() => {
  const form = document.querySelector("form.search");
  if (!form || !self.wlwPages) return;
  const { indexed, search, snippet } = self.wlwSearch;
  const field = form.querySelector("input");
  const said = document.querySelector(".found");
  const list = document.querySelector(".results");
  const outline = document.querySelectorAll("main .module");
  const most = 40;
  let index;

  function element(name, ...inside) {
    const made = document.createElement(name);
    made.append(...inside);
    return made;
  }

  const marked = (text, question) =>
    snippet(text, question).map(([piece, asked]) => (asked ? element("mark", piece) : piece));

  function result(section, question) {
    const link = element("a", section.heading ? `${section.title} – ${section.heading}` : section.title);
    link.href = section.path.split("/").map(encodeURIComponent).join("/");
    if (section.anchor) link.hash = encodeURIComponent(section.anchor);
    const item = element("li", link, element("p", ...marked(section.text, question)));
    for (const child of item.children) child.dir = "auto";
    return item;
  }

  function answer(question) {
    index ??= indexed(self.wlwPages);
    const found = question.trim() ? search(index, question) : [];
    list.replaceChildren(...found.slice(0, most).map((section) => result(section, question)));
    const { found: some, none } = said.dataset;
    said.textContent = !question.trim() ? "" : found.length ? some.replace("{count}", found.length) : none;
    for (const module of outline) module.hidden = found.length > 0;
  }

  // The question stands in the address, so that the way back from a result leads to the results.
  const inAddress = () => {
    try {
      return decodeURIComponent(location.hash.match(/^#q=(.*)$/)?.[1] ?? "");
    } catch {
      return "";
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `#q=${encodeURIComponent(field.value)}`);
    answer(field.value);
  });
  const restore = () => {
    field.value = inAddress();
    answer(field.value);
  };
  self.addEventListener("hashchange", restore);
  form.hidden = false;
  document.querySelector("main .notice").hidden = true;
  restore();
  if (!field.value) field.focus();
})();
