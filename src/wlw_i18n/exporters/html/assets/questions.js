// Grades the questions of a page as Open edX would, and remembers answers in this browser only.
// Everything that is shown stands in the page already; without this script it is behind "Show the answer".
"use strict";

(() => {
  const page = document.body.dataset;

  // What was answered before

  const keyOf = (form) => `wlw:${page.course}:${form.id}`;

  function recall(form) {
    try {
      return JSON.parse(localStorage.getItem(keyOf(form))) || { tries: 0 };
    } catch {
      return { tries: 0 };
    }
  }

  function remember(form, state) {
    try {
      localStorage.setItem(keyOf(form), JSON.stringify(state));
    } catch {
      // A browser that keeps nothing still grades.
    }
  }

  // What was given

  const inputs = (form) => [...form.querySelectorAll("fieldset input, fieldset select")];
  const isList = (input) => input.type === "radio" || input.type === "checkbox";

  function given(form) {
    return inputs(form)
      .filter((input) => !isList(input) || input.checked)
      .map((input) => input.value);
  }

  function fill(form, values) {
    for (const input of inputs(form)) {
      if (isList(input)) input.checked = values.includes(input.value);
      else input.value = values[0] ?? "";
    }
  }

  const isAnswered = (form) => form.dataset.type === "multiple" || given(form).some((value) => value.trim() !== "");

  // What is right

  const normal = (text, form) => {
    const trimmed = text.trim().normalize("NFC");
    return form.dataset.case ? trimmed : trimmed.toLowerCase();
  };

  // A plain number or a fraction; null if Open edX could not read it as a number. One comma counts as a point, since the
  // keys for numbers of many phones have no other; but not before three digits, which it may only set apart.
  function number(text) {
    const plain = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
    const pointed = text.trim().replace(/^([+-]?\d*),(?!\d{3}%?$)(\d+%?)$/, "$1.$2");
    const found = pointed.match(new RegExp(`^(${plain})(?:\\s*/\\s*(${plain}))?(%?)$`));
    if (!found || Number(found[2]) === 0) return null;
    return (Number(found[1]) / Number(found[2] ?? 1)) * (found[3] ? 0.01 : 1);
  }

  function isWithin(value, [low, high, withLow, withHigh]) {
    return (value > low || (withLow && value === low)) && (value < high || (withHigh && value === high));
  }

  function matches(item, value, form) {
    if (item.dataset.choice !== undefined) return item.dataset.choice === value;
    if (item.dataset.text !== undefined) return normal(item.dataset.text, form) === normal(value, form);
    return isWithin(number(value), JSON.parse(item.dataset.interval));
  }

  // The verdict, and the items whose feedback is to be said; null for what is no number.
  function grade(form) {
    const items = [...form.querySelectorAll(".verdicts > li")];
    const values = given(form);
    if (form.dataset.type === "multiple") {
      const isRight = items.every((item) => values.includes(item.dataset.choice) === item.classList.contains("right"));
      return { right: isRight && values.length > 0, items };
    }
    if (form.dataset.type === "number" && number(values[0]) === null) return null;
    const hit = items.find((item) => matches(item, values[0] ?? "", form));
    return { right: hit !== undefined && hit.classList.contains("right"), items: hit ? [hit] : [] };
  }

  // What is shown

  function copyOf(element) {
    const copy = element.cloneNode(true);
    for (const inner of copy.querySelectorAll("[id]")) inner.removeAttribute("id");
    return copy;
  }

  function say(form, text, kind) {
    const verdict = form.querySelector(".verdict");
    const words = form.querySelector(".actions");
    const line = document.createElement("p");
    line.textContent = text;
    if (words.lang) {
      line.lang = words.lang;
      line.dir = words.dir;
    }
    verdict.className = `verdict ${kind}`;
    verdict.replaceChildren(line);
    return verdict;
  }

  function show(form, result) {
    for (const old of form.querySelectorAll(".choice .feedback")) old.remove();
    const verdict = say(form, result.right ? page.correct : page.incorrect, result.right ? "good" : "bad");
    const values = given(form);
    for (const item of result.items) {
      if (form.dataset.type !== "multiple") {
        for (const feedback of item.querySelectorAll(".feedback")) verdict.append(copyOf(feedback));
        continue;
      }
      const isTicked = values.includes(item.dataset.choice);
      const feedback = item.querySelector(isTicked ? ".feedback:not(.unticked)" : ".feedback.unticked");
      const box = form.querySelector(`input[value="${CSS.escape(item.dataset.choice)}"]`);
      if (feedback) box.closest(".choice").append(copyOf(feedback));
    }
  }

  const shown = {
    always: () => true,
    never: () => false,
    answered: (state) => state.right,
    attempted: (state) => state.tries > 0,
    attempted_no_past_due: (state) => state.tries > 0,
  };

  // How many questions of the page are right, and the way to begin again.
  const score = document.querySelector(".score");

  function count() {
    const forms = [...document.querySelectorAll("form.question")];
    const states = forms.map(recall);
    const right = states.filter((state) => state.right).length;
    const said = page.score.replace("{right}", String(right)).replace("{total}", String(forms.length));
    const line = score.querySelector("[role=status]");
    score.hidden = !states.some((state) => state.tries > 0);
    if (!score.hidden && line.textContent !== said) line.textContent = said;
  }

  function clear() {
    for (const form of document.querySelectorAll("form.question")) {
      try {
        localStorage.removeItem(keyOf(form));
      } catch {
        // Nothing was kept.
      }
    }
    location.reload();
  }

  function update(form, state) {
    const most = Number(form.dataset.attempts) || Infinity;
    const isOver = state.tries >= most;
    const isDone = isOver || state.right;
    const rule = shown[form.dataset.show] || (() => isDone);
    form.querySelector(".answer").hidden = !rule(state);
    form.querySelector("button").disabled = isOver || !isAnswered(form);
    form.querySelector(".left").textContent =
      most < Infinity && !isDone ? page.left.replace("{count}", String(most - state.tries)) : "";
    return isOver;
  }

  function shuffle(form) {
    const choices = [...form.querySelectorAll(".choice")];
    for (let last = choices.length - 1; last > 0; last -= 1) {
      const other = Math.floor(Math.random() * (last + 1));
      [choices[last], choices[other]] = [choices[other], choices[last]];
    }
    form.querySelector("fieldset").append(...choices);
  }

  function start(form) {
    let state = recall(form);
    if (form.dataset.shuffle) shuffle(form);
    form.querySelector(".actions").hidden = false;
    if (state.tries > 0 && Array.isArray(state.values)) {
      fill(form, state.values);
      const result = grade(form);
      if (result) {
        show(form, result);
        state = { ...state, right: result.right };
      }
    }
    update(form, state);
    form.addEventListener("input", () => update(form, state));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!isAnswered(form) || update(form, state)) return;
      const result = grade(form);
      if (!result) {
        say(form, page.number, "bad");
        return;
      }
      state = { tries: state.tries + 1, values: given(form), right: result.right };
      remember(form, state);
      show(form, result);
      update(form, state);
      count();
    });
  }

  for (const form of document.querySelectorAll("form.question")) start(form);
  if (score) {
    count();
    score.querySelector("button").addEventListener("click", clear);
  }
})();
