// Parts: what drops down closes when one clicks elsewhere; filters that are not set stay out of the address; a way back
// keeps what was typed.
document.addEventListener("click", (event) => {
  document.querySelectorAll("[data-drop][open]").forEach((drop) => {
    if (!drop.contains(event.target)) drop.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("[data-drop][open]").forEach((drop) => {
    drop.open = false;
    drop.querySelector("summary").focus();
  });
});
document.querySelectorAll("form[data-filters]").forEach((form) => {
  form.addEventListener("submit", () => {
    [...form.elements].filter((field) => field.name && !field.value).forEach((field) => { field.disabled = true; });
  });
  form.addEventListener("change", (event) => { if (event.target.tagName === "SELECT") form.requestSubmit(); });
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-filters] :disabled").forEach((field) => { field.disabled = false; });
});
document.querySelectorAll("a[data-back]").forEach((link) => {
  link.addEventListener("click", (event) => {
    if (history.length < 2 || document.referrer !== link.href) return;
    event.preventDefault();
    history.back();
  });
});
