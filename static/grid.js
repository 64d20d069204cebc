// A grid of cells to fill in works without this file. With it, a block of a spreadsheet is pasted over several cells, and
// the arrows up and down go to the cell above and below. Where a table says so, Enter goes down and Escape puts back what
// was on record.
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

    table.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
      if (!event.target.matches("[data-cell]") || !/[\t\n]/.test(text)) return;
      event.preventDefault();
      const grid = cellsOf(table);
      const [row, column] = placeOf(grid, event.target);
      text.split("\n").forEach((line, down) => line.split("\t").forEach((value, right) => {
        const cell = grid[row + down]?.[column + right];
        if (cell) cell.value = value.trim();
      }));
    });
  });
})();
