// A box around a wide table is a stop of the keyboard, and a place of its own, only while it has something to scroll.
// Without this file a box is what the page made of it: most are a stop then, so whoever uses a keyboard reaches all.
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
  const attributesOf = (box) => {
    const table = box.querySelector("table");
    const name = box.getAttribute("aria-label") ?? table?.getAttribute("aria-label") ?? table?.caption?.textContent.trim();
    const pointed = box.getAttribute("aria-labelledby") ?? table?.getAttribute("aria-labelledby");
    const label = pointed ? ["aria-labelledby", pointed] : ["aria-label", name || "Tabel"];
    return [["role", "region"], ["tabindex", "0"], label];
  };
  const sizes = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target.closest(".table-wrap"))));
  const watch = (part) => {
    for (const box of part.querySelectorAll(".table-wrap")) {
      if (given.has(box)) continue;
      given.set(box, attributesOf(box));
      box.addEventListener("blur", () => fit(box));
      for (const each of [box, ...box.children]) sizes.observe(each);
      fit(box); // what is folded away is not told of until it is opened
    }
  };

  watch(document);
  document.addEventListener("htmx:load", (event) => watch(event.detail.elt.parentElement ?? document));
})();
