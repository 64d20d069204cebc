// A grid of cells to fill in works without this file. With it, a block of a spreadsheet is pasted over several cells, and
// the arrows up and down go to the cell above and below. Escape puts back what was on record, Ctrl+Z what a paste replaced;
// what did not fit is told, never dropped in silence. Where a table says so, Enter goes down and Ctrl+Enter saves; there a
// block is read by the portal, which knows the names of rows, and shown first.
(() => {
  "use strict";

  const cellsOf = (table) => [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("[data-cell]")]);

  const placeOf = (grid, cell) => {
    const row = grid.findIndex((cells) => cells.includes(cell));
    return [row, row < 0 ? -1 : grid[row].indexOf(cell)];
  };

  document.querySelectorAll("table[data-grid]").forEach((table) => {
    table.addEventListener("keydown", (event) => {
      const enters = table.dataset.grid === "enter" && event.key === "Enter" && !event.shiftKey;
      if (enters && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        const form = table.closest("form");
        form.requestSubmit(form.querySelector("[type=submit]")); // as Enter in any other form
        return;
      }
      if (event.key === "Escape" && event.target.matches("[data-was]")) event.target.value = event.target.dataset.was;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? (enters ? 1 : 0);
      if (enters && event.target.matches("[data-cell]")) event.preventDefault();
      if (!step || event.altKey || event.ctrlKey || event.metaKey || !event.target.matches("[data-cell]")) return;
      const grid = cellsOf(table);
      const [row, column] = placeOf(grid, event.target);
      const next = grid[row + step]?.[column];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.select();
    });

    // What the last paste replaced, and the notice (when the table names one) that says so and offers to put it back.
    const told = table.dataset.told && document.getElementById(table.dataset.told);
    let replaced = [];

    const putBack = () => {
      replaced.forEach(([cell, value]) => { cell.value = value; });
      replaced[0]?.[0].focus();
      replaced = [];
      if (told) told.hidden = true;
    };

    const tell = (outside) => {
      if (!told) return;
      told.hidden = false;
      told.querySelector("[data-pasted]").hidden = !replaced.length;
      told.querySelector("[data-put-back]").hidden = !replaced.length;
      told.querySelector("[data-outside]").hidden = !outside;
      told.querySelector("[data-number]").textContent = outside;
    };

    told?.querySelector("[data-put-back]").addEventListener("click", putBack);

    table.addEventListener("input", () => { replaced = []; if (told) told.hidden = true; });

    table.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || !replaced.length) return;
      event.preventDefault();
      putBack();
    });

    table.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
      if (!event.target.matches("[data-cell]") || !/[\t\n]/.test(text)) return;
      event.preventDefault();
      const look = document.getElementById(table.dataset.paste ?? "");
      if (look) {
        look.form.elements[look.dataset.block].value = text;
        look.form.elements[look.dataset.cell].value = event.target.name;
        look.form.requestSubmit(look);
        return;
      }
      const grid = cellsOf(table);
      const [row, column] = placeOf(grid, event.target);
      let outside = 0;
      replaced = [];
      text.split("\n").forEach((line, down) => line.split("\t").forEach((value, right) => {
        const cell = grid[row + down]?.[column + right];
        if (cell) {
          replaced.push([cell, cell.value]);
          cell.value = value.trim();
        } else if (value.trim()) {
          outside += 1;
        }
      }));
      tell(outside);
    });
  });
})();
