"use strict";
// The page is whole without this. It adds a box that shows only the changes with all the words typed.
(() => {
  const form = document.querySelector("form.filter");
  if (!form) return;
  const box = form.querySelector("input");
  const told = form.querySelector("output");
  const changes = [...document.querySelectorAll(".list tbody tr")].map((row) => {
    const card = document.getElementById(row.dataset.of) ?? row;
    return { row, card, fold: row.querySelector("details"), text: (row.textContent + " " + card.textContent).toLowerCase() };
  });
  const filter = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter((word) => word);
    let shown = 0;
    for (const change of changes) {
      const fits = words.every((word) => change.text.includes(word));
      change.row.hidden = change.card.hidden = !fits;
      if (change.fold) change.fold.open = fits && words.length > 0;
      if (change.row.checkVisibility()) shown++;
    }
    told.textContent = words.length ? shown + " of " + changes.length + " shown" : "";
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("input", filter);
  document.querySelector(".chips")?.addEventListener("change", filter);
  form.hidden = false;
  filter();
})();
