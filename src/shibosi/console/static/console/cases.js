// The case desk: "x" chooses the row at hand, a button chooses all; how many are chosen is said on the button.
const boxes = () => [...document.querySelectorAll("input[type=checkbox][form=chosen]")];
const go = document.querySelector("[data-chosen]");
const all = document.querySelector("[data-choose]");

if (go) {
  const words = go.textContent;
  const count = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    go.textContent = chosen ? `${words} (${chosen})` : words;
    go.disabled = chosen === 0;
  };
  document.addEventListener("change", count);
  window.addEventListener("pageshow", count);
  all.hidden = false;
  all.addEventListener("click", () => {
    const every = boxes().every((box) => box.checked);
    boxes().forEach((box) => { box.checked = !every; });
    count();
  });
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]");
    if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || busy) return;
    const box = document.querySelector("[data-rows] tr[aria-selected] input[type=checkbox]");
    if (!box) return;
    box.checked = !box.checked;
    count();
  });
}
