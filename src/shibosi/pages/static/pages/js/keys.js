// Keys: the palette ("/", Ctrl+K), help ("?"), rows of a list (j, k, Enter), pages of the menu ("g" and a letter).
const byId = (id) => document.getElementById(id);
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;

function open(id) {
  const dialog = byId(id);
  if (!dialog || dialog.open) return;
  if (id === "palette") fill("");
  dialog.showModal();
}

const entries = () => [...document.querySelectorAll("#menu a")];
const PAUSE = 150;
let asking = 0;

function fill(wanted) {
  const list = byId("palette-found");
  const words = wanted.trim().toLowerCase();
  const found = entries().filter((entry) => entry.textContent.toLowerCase().includes(words));
  list.replaceChildren(...found.slice(0, 12).map((entry, place) => {
    const item = document.createElement("li");
    const link = entry.cloneNode(true);
    link.removeAttribute("aria-current");
    item.append(link);
    if (place === 0 && words) item.setAttribute("aria-selected", "true");
    return item;
  }));
  window.clearTimeout(asking);
  if (words.length > (/^[\x00-\x7f]$/.test(words[0]) ? 2 : 1)) asking = window.setTimeout(() => look(words), PAUSE);
}

// Rules and law under what the menu has; what comes late for other words is dropped.
async function look(words) {
  const text = byId("palette-text");
  const answer = await fetch(`${text.dataset.found}?q=${encodeURIComponent(words)}`);
  if (!answer.ok || text.value.trim().toLowerCase() !== words) return;
  const list = byId("palette-found");
  list.insertAdjacentHTML("beforeend", await answer.text());
  if (!list.querySelector("[aria-selected]")) list.firstElementChild?.setAttribute("aria-selected", "true");
}

function choose(step) {
  const items = [...byId("palette-found").children];
  if (!items.length) return;
  const now = items.findIndex((item) => item.hasAttribute("aria-selected"));
  items.forEach((item) => item.removeAttribute("aria-selected"));
  const next = items[(now + step + items.length) % items.length];
  next.setAttribute("aria-selected", "true");
  next.scrollIntoView({ block: "nearest" });
}

const palette = byId("palette");
byId("palette-text").addEventListener("input", (event) => fill(event.target.value));
palette.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter") {
    const chosen = palette.querySelector("[aria-selected] a");
    if (chosen) { event.preventDefault(); chosen.click(); }
  }
});

function row(step) {
  const rows = [...document.querySelectorAll("[data-rows] tbody tr")];
  if (!rows.length) return;
  const now = rows.findIndex((one) => one.hasAttribute("aria-selected"));
  rows.forEach((one) => one.removeAttribute("aria-selected"));
  const next = rows[Math.min(Math.max(now + step, 0), rows.length - 1)];
  next.setAttribute("aria-selected", "true");
  next.scrollIntoView({ block: "nearest" });
}

let waiting = 0;
const keys = {
  "/": () => open("palette"),
  "?": () => open("help"),
  j: () => row(1),
  k: () => row(-1),
  n: () => document.querySelector("[data-next]")?.click(),
  f: () => document.querySelector("[data-filters] :is(select, input:not([type=hidden]))")?.focus(),
  g: () => { waiting = Date.now() + 1500; },
  Enter: () => document.querySelector("[data-rows] tr[aria-selected] a")?.click(),
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    open("palette");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (Date.now() < waiting) {
    waiting = 0;
    entries().find((entry) => entry.dataset.key === event.key)?.click();
    return;
  }
  const act = keys[event.key];
  if (act && !(event.key === "Enter" && event.target.closest("a, button, summary"))) {
    if (event.key !== "Enter") event.preventDefault();
    act();
  }
});

document.querySelectorAll("[data-open]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => open(button.dataset.open));
});
