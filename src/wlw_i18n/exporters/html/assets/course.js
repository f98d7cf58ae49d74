// Small comforts of every page; each page works without them.
"use strict";

(() => {
  const languages = document.querySelector(".languages details");
  if (languages) {
    document.addEventListener("click", (event) => {
      if (!languages.contains(event.target)) languages.open = false;
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && languages.open) {
        languages.open = false;
        languages.querySelector("summary").focus();
      }
    });
    // The same place in the other language: ids are the same in all.
    for (const link of languages.querySelectorAll("a")) {
      link.addEventListener("click", () => {
        link.hash = location.hash;
      });
    }
  }

  // A table that is wider than the screen can be scrolled with the keyboard.
  const measure = () => {
    for (const table of document.querySelectorAll(".table")) {
      if (table.scrollWidth > table.clientWidth) {
        table.tabIndex = 0;
        table.setAttribute("role", "group");
      } else {
        table.removeAttribute("tabindex");
        table.removeAttribute("role");
      }
    }
  };
  measure();
  addEventListener("resize", measure);

  // On paper nothing can be opened.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("main details")) details.open = true;
  });
})();
