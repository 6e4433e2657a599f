"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  root.classList.add("script");

  const speak = (language) => {
    root.dataset.language = language;
    root.lang = language === "zh" ? "zh-Hans" : "en";
    all("button[data-language]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.language === language));
  };
  all("button[data-language]").forEach((button) => button.addEventListener("click", () => speak(button.dataset.language)));
  speak(root.dataset.language);
  const asked = new URLSearchParams(location.search);
  if (["zh", "en"].includes(asked.get("language"))) speak(asked.get("language"));
  if (["light", "dark"].includes(asked.get("theme"))) root.dataset.theme = asked.get("theme");

  document.querySelector("[data-theme-switch]").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  document.querySelector("[data-print]").addEventListener("click", () => window.print());

  const value = (row, at) => {
    const cell = row.children[at];
    const number = Number(cell.dataset.v ?? cell.textContent.replace(/,/g, ""));
    return Number.isNaN(number) ? cell.innerText.trim() : number;
  };
  const compare = (one, other) =>
    typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other), root.lang);
  all("table.sortable").forEach((table) => {
    all("thead th", table).forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const body = table.tBodies[0];
        const rows = [...body.rows].sort((one, other) => (up ? 1 : -1) * compare(value(one, at), value(other, at)));
        body.append(...rows);
        rows.forEach((row) => {
          const article = row.dataset.cause && document.getElementById(row.dataset.cause);
          if (article) article.parentNode.append(article);
        });
      });
    });
  });

  const field = document.querySelector('[data-filter="text"]');
  if (field) {
    const boxes = all('[data-filter="severity"]');
    const rows = all("#causes tbody tr");
    const filter = () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      const grave = boxes.filter((box) => box.checked).map((box) => box.value);
      let shown = 0;
      rows.forEach((row) => {
        const fits = grave.includes(row.dataset.severity) && words.every((word) => row.dataset.find.includes(word));
        row.hidden = !fits;
        const article = document.getElementById(row.dataset.cause);
        if (article) article.hidden = !fits;
        shown += fits;
      });
      document.querySelector('[data-filter="count"]').textContent = `${shown} / ${rows.length}`;
    };
    field.addEventListener("input", filter);
    boxes.forEach((box) => box.addEventListener("change", filter));
    filter();
  }

  all(".wide").forEach((box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  });
})();
