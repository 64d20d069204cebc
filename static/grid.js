// A grid of cells to fill in works without this file. With it, a block of a spreadsheet is pasted over several cells, and
// the arrows go to the cells around, left and right while the whole text is selected. Escape puts back what was on record,
// Ctrl+Z what a paste replaced, Ctrl+D fills down; what did not fit is told, never dropped in silence. Where a table says
// so, Enter goes down and Ctrl+Enter saves; there a block is read by the portal, which knows the names of rows, and shown
// first. Where it says so too, a cell is saved when it is left, and a line of status says what became of it.
(() => {
  "use strict";

  const cellsOf = (table) => [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("[data-cell]")]);

  const placeOf = (grid, cell) => {
    const row = grid.findIndex((cells) => cells.includes(cell));
    return [row, row < 0 ? -1 : grid[row].indexOf(cell)];
  };

  const isOpen = (cell) => cell.matches("input:not([readonly])");

  const goTo = (cell) => {
    cell.focus();
    cell.select?.();
  };

  // Left and right move between cells only while a text is selected as a whole: else they move within it.
  const isWhole = (cell) => !isOpen(cell) || (cell.selectionStart === 0 && cell.selectionEnd === cell.value.length);

  // --- Saving each cell when it is left ---

  const saving = (table) => {
    const said = document.getElementById(table.dataset.save);
    const undo = document.getElementById(table.dataset.undo);
    const form = table.closest("form");
    const seenOf = (cell) => form.elements[`w${cell.name.slice(1)}`];
    const isDirty = (cell) => isOpen(cell) && cell.value.trim() !== seenOf(cell).value;
    const open = () => [...table.querySelectorAll("input[data-cell]")].filter(isOpen);
    open().forEach((cell) => { cell.dataset.was = seenOf(cell).value; });
    let queue = Promise.resolve();
    const refused = new Map(); // what a cell held when it was refused: not sent again unchanged

    const unexplained = new Set(); // refused for want of a reason: sent again once there is one

    const settle = (cell, text) => {
      seenOf(cell).value = text;
      cell.dataset.was = text;
    };

    const clear = (cell) => {
      refused.delete(cell);
      const note = document.getElementById(`${cell.id}-fout`);
      if (note) note.remove();
      cell.removeAttribute("aria-invalid");
      cell.removeAttribute("aria-describedby");
      cell.parentElement.classList.remove("plan-grid__wrong");
    };

    const button = (words, does) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "utrecht-button utrecht-button--secondary-action button--small";
      made.textContent = words;
      made.addEventListener("click", does);
      return made;
    };

    const refuse = (cell, words, ...buttons) => {
      clear(cell);
      refused.set(cell, cell.value);
      const note = document.createElement("span");
      note.id = `${cell.id}-fout`;
      note.className = "plan-grid__note";
      note.append(words, ...buttons);
      cell.after(note);
      cell.setAttribute("aria-invalid", "true");
      cell.setAttribute("aria-describedby", note.id);
      cell.parentElement.classList.add("plan-grid__wrong");
    };

    const clash = (cell, now) => {
      const typed = cell.value;
      const words = `Iemand anders maakte hier intussen ${now || "niets"} van. U typte ${typed || "niets"}. `;
      refuse(cell, words,
        button(now ? `Neem ${now}` : "Laat leeg", () => { settle(cell, now); cell.value = now; clear(cell); cell.focus(); }),
        button(typed ? `Toch ${typed}` : "Toch leeg", () => { settle(cell, now); clear(cell); cell.focus(); save([cell]); }));
      return words;
    };

    const take = (answer, sent, outside) => {
      const told = [];
      let saved = 0;
      sent.forEach((text, cell) => {
        const one = answer.cells[cell.name];
        const label = answer.labels[cell.name] ?? cell.getAttribute("aria-label");
        if (!one) return;
        if ("text" in one) {
          saved += 1;
          settle(cell, one.text);
          if (cell.value === text) { cell.value = one.text; clear(cell); } // else somebody typed on meanwhile
          if (sent.size === 1) told.push(`${label}: ${one.text || "leeg"}. Opgeslagen.`);
        } else if ("now" in one) {
          told.push(`${label} is niet opgeslagen. ${clash(cell, one.now)}`);
        } else {
          const why = one.reason ? [button("Reden invullen", () => { form.elements.reason.focus(); })] : [];
          if (one.reason) unexplained.add(cell);
          const make = (one.new ?? []).length
            ? [button(`Maak aan: ${one.new.join(", ")}`, () => { clear(cell); cell.focus(); save([cell], one.new); })] : [];
          refuse(cell, `${one.error} `, ...make, ...why);
          told.push(`${label} is niet opgeslagen. ${one.error}`);
        }
      });
      if (sent.size > 1 && saved) told.unshift(`${saved} ${saved === 1 ? "cel" : "cellen"} opgeslagen.`);
      if (outside) told.push(`${outside} van de geplakte cellen paste niet en staat er niet in.`);
      said.textContent = told.slice(0, 4).join(" ");
      if (undo) undo.innerHTML = answer.undo;
    };

    const send = async (cells, names, outside) => {
      const sent = new Map(cells.filter(isDirty).map((cell) => [cell, cell.value]));
      if (!sent.size) {
        if (outside) said.textContent = `${outside} van de geplakte cellen paste niet en staat er niet in.`;
        return;
      }
      const body = new FormData();
      ["csrfmiddlewaretoken", "reason", "personal_ok"].forEach((name) => {
        const field = form.elements[name];
        if (field && (field.type !== "checkbox" || field.checked)) body.append(name, field.value);
      });
      names.forEach((name) => body.append("nieuw", name));
      sent.forEach((text, cell) => {
        body.append(cell.name, text);
        body.append(seenOf(cell).name, seenOf(cell).value);
      });
      said.textContent = "Bezig met opslaan";
      try {
        const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
        take(await answer.json(), sent, outside);
      } catch {
        sent.forEach((text, cell) => refuse(cell, "Niet opgeslagen: het portaal is niet bereikbaar, of u bent uitgelogd. ",
          button("Opnieuw", () => { clear(cell); cell.focus(); save([cell]); })));
        said.textContent = "Niet opgeslagen. Wat u typte, staat er nog.";
      }
    };

    // One after the other: what is saved second knows what the first became.
    const save = (cells, names = [], outside = 0) => { queue = queue.then(() => send(cells, names, outside)); };

    // With the cell go the others of its row that were refused: a begin after the end waits for another end.
    const leave = (cell) => {
      if (!isDirty(cell) || refused.get(cell) === cell.value) return;
      const row = [...cell.closest("tr").querySelectorAll("input[data-cell]")].filter((one) => one === cell || isDirty(one));
      save(row);
    };

    table.addEventListener("focusout", (event) => {
      if (event.target.matches("input[data-cell]") && isOpen(event.target)) leave(event.target);
    });
    table.addEventListener("input", (event) => {
      if (event.target.matches("[data-cell]") && !isDirty(event.target)) clear(event.target);
    });
    form.elements.reason?.addEventListener("change", () => {
      save([...unexplained].filter(isDirty));
      unexplained.clear();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const dirty = open().filter(isDirty);
      if (dirty.length) save(dirty);
      else said.textContent = "Alles is opgeslagen.";
    });
    return { save, clear, said };
  };

  document.querySelectorAll("table[data-grid]").forEach((table) => {
    const keeper = "save" in table.dataset ? saving(table) : null;

    // --- Several cells of one column, to fill at once ---

    let marked = [];
    const unmark = () => {
      marked.forEach((cell) => cell.removeAttribute("data-marked"));
      marked = [];
    };
    const mark = (cell, step) => {
      const grid = cellsOf(table);
      const [row, column] = placeOf(grid, cell);
      const last = row + Math.max(0, marked.length + step);
      unmark();
      for (let at = row + 1; at <= Math.min(last, grid.length - 1); at += 1) marked.push(grid[at][column]);
      marked.forEach((one) => one.setAttribute("data-marked", ""));
      if (keeper) keeper.said.textContent = marked.length ? `${marked.length + 1} cellen gekozen` : "";
    };

    const fillDown = (cell) => {
      const grid = cellsOf(table);
      const [row, column] = placeOf(grid, cell);
      const above = grid[row - 1]?.[column];
      const [from, targets] = marked.length ? [cell, marked] : [above, [cell]];
      if (!from || !isOpen(from)) return;
      const filled = targets.filter(isOpen);
      filled.forEach((one) => { one.value = from.value; });
      unmark();
      keeper?.save([from, ...filled]);
    };

    table.addEventListener("focusout", unmark);

    table.addEventListener("keydown", (event) => {
      const isCell = event.target.matches("[data-cell]");
      const enters = table.dataset.grid === "enter" && event.key === "Enter" && !event.shiftKey;
      const commands = event.ctrlKey || event.metaKey;
      if (enters && commands) {
        event.preventDefault();
        const form = table.closest("form");
        form.requestSubmit(form.querySelector("[type=submit]")); // as Enter in any other form
        return;
      }
      if (isCell && commands && event.key.toLowerCase() === "d") {
        event.preventDefault();
        fillDown(event.target);
        return;
      }
      if (event.key === "Escape" && event.target.matches("[data-was]")) {
        event.target.value = event.target.dataset.was;
        keeper?.clear(event.target);
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? (enters ? 1 : 0);
      const aside = isCell && !event.shiftKey && isWhole(event.target) ? { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0 : 0;
      if (enters && isCell) event.preventDefault();
      if (!(step || aside) || event.altKey || commands || !isCell) return;
      if (event.shiftKey && keeper) {
        event.preventDefault();
        mark(event.target, step);
        return;
      }
      const grid = cellsOf(table);
      const [row, column] = placeOf(grid, event.target);
      const next = grid[row + step]?.[column + aside];
      if (!next) {
        if (enters && keeper) keeper.save([event.target]);
        return;
      }
      event.preventDefault();
      goTo(next);
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
        if (cell && isOpen(cell)) {
          replaced.push([cell, cell.value]);
          cell.value = value.trim();
        } else if (value.trim()) {
          outside += 1;
        }
      }));
      if (keeper) {
        keeper.save(replaced.map(([cell]) => cell), [], outside);
        replaced = [];
      }
      tell(outside);
    });
  });
})();
