/* The graph of norms: what a node is joined to stands out while it is pointed at or focused, and is told in words. */
"use strict";
for (const graph of document.querySelectorAll("[data-graph]")) {
  const nodes = new Map([...graph.querySelectorAll("[data-key]")].map((node) => [node.dataset.key, node]));
  const edges = [...graph.querySelectorAll("[data-ends]")].map((edge) => [edge, edge.dataset.ends.split(" ")]);
  const told = graph.closest("section").querySelector("[data-graph-told]");
  const clear = () => graph.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
  const light = (event) => {
    const node = event.target.closest("[data-key]");
    if (!node) return;
    clear();
    const beside = [];
    for (const [edge, ends] of edges) {
      if (!ends.includes(node.dataset.key)) continue;
      edge.classList.add("lit");
      const other = nodes.get(ends[0] === node.dataset.key ? ends[1] : ends[0]);
      other.classList.add("lit");
      beside.push(other.getAttribute("aria-label"));
    }
    told.textContent = [node.getAttribute("aria-label"), ...beside].join(" ↔ ");
  };
  for (const name of ["focusin", "mouseover"]) graph.addEventListener(name, light);
  for (const name of ["focusout", "mouseleave"]) graph.addEventListener(name, clear);
}
