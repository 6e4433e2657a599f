// A form that was refused: what was typed is filled in again, the mistake is told beside its field, and one stands there.
const refused = JSON.parse(document.getElementById("refused").textContent);
const words = document.getElementById("refused-words");
const fields = [...(document.forms[refused.form]?.elements || [])].filter((one) => /^(INPUT|SELECT|TEXTAREA)$/.test(one.tagName) && !/^(hidden|submit|button|image|reset)$/.test(one.type));
const ticked = (one) => one.type === "checkbox" || one.type === "radio";

// From here on this is the page one came from: it can be loaded anew, and is where the form is sent from again.
history.replaceState(null, "", refused.came);
words.querySelector("[data-back]").hidden = true;

function fill() {
  const typed = new Map(refused.typed);
  fields.filter((one) => one.type !== "password" && one.type !== "file").forEach((one) => {
    const values = typed.get(one.name) || [];
    if (ticked(one)) one.checked = values.includes(one.value);
    else if (one.type === "select-multiple") [...one.options].forEach((option) => { option.selected = values.includes(option.value); });
    else if (values.length) {
      const value = values.shift();
      if (one.tagName !== "SELECT" || [...one.options].some((option) => option.value === value)) one.value = value;
    }
  });
}

// Below what a field stands in; over those that are ticked together, under what is said of them all.
function beside(one, text, name) {
  const told = document.createElement("p");
  Object.assign(told, { className: name, textContent: text, id: `${name}-${fields.indexOf(one)}` });
  const legend = ticked(one) && one.closest("fieldset")?.querySelector("legend");
  const frame = one.closest(".field");
  if (frame) frame.append(told);
  else (legend || one.closest("label") || one).after(told);
  one.setAttribute("aria-describedby", `${one.getAttribute("aria-describedby") || ""} ${told.id}`.trim());
}

function opened(one) {
  for (let around = one.parentElement; around; around = around.parentElement) {
    if (around.tagName === "DETAILS") around.open = true;
    if (around.tagName === "DIALOG" && !around.open) around.showModal();
  }
}

fill();
fields.filter((one) => one.type === "file" && refused.files.includes(one.name)).forEach((one) => beside(one, refused.again, "again"));
const wrong = fields.find((one) => one.name === refused.field);
if (wrong) {
  const link = words.querySelector("[data-field]");
  wrong.id ||= "refused-field";
  Object.assign(link, { href: `#${wrong.id}`, hidden: false });
  wrong.setAttribute("aria-invalid", "true");
  beside(wrong, refused.sentence, "mistake");
  opened(wrong);
  wrong.focus();
  wrong.scrollIntoView({ block: "center" });
}
