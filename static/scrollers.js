// A box around a wide table is a stop of the keyboard, and a place of its own, only while it has something to scroll.
// Without this file each of them is one: then whoever uses a keyboard reaches all, and passes a few more stops.
(() => {
  "use strict";

  const given = new WeakMap(); // of each box: the attributes that make it a stop
  const fit = (box) => {
    const scrolls = box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX !== "visible";
    for (const [name, value] of given.get(box)) {
      if (scrolls || box === document.activeElement) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
  };
  const sizes = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target.closest(".table-wrap"))));
  const watch = (part) => {
    for (const box of part.querySelectorAll(".table-wrap[tabindex]")) {
      if (given.has(box)) continue;
      given.set(box, ["role", "tabindex", "aria-label", "aria-labelledby"]
        .filter((name) => box.hasAttribute(name)).map((name) => [name, box.getAttribute(name)]));
      box.addEventListener("blur", () => fit(box));
      sizes.observe(box);
      for (const child of box.children) sizes.observe(child);
    }
  };

  watch(document);
  document.addEventListener("htmx:load", (event) => watch(event.detail.elt.parentElement ?? document));
})();
