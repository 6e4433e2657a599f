// Dropping: files dropped anywhere on the field are chosen; what was chosen is listed, with its size.
document.querySelectorAll("form[data-drop-files]").forEach((form) => {
  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector(".dropzone");
  const chosen = form.querySelector("[data-chosen]");
  const list = () => {
    chosen.replaceChildren(...[...input.files].map((file) => {
      const line = document.createElement("li");
      line.textContent = `${file.name} · ${(file.size / 1048576).toFixed(1)} MB`;
      return line;
    }));
  };
  ["dragover", "dragenter"].forEach((name) => zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); }));
  ["dragleave", "drop"].forEach((name) => zone.addEventListener(name, () => zone.classList.remove("over")));
  zone.addEventListener("drop", (event) => { event.preventDefault(); input.files = event.dataTransfer.files; list(); });
  input.addEventListener("change", list);
  form.addEventListener("submit", () => { form.querySelector("button").disabled = true; });
});
