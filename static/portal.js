// The portal works without this file. Leaving fast has a file of its own: leaving.js.
(() => {
  "use strict";

  // Some browsers show the page of before from memory: of somebody who signed out meanwhile, that must not be.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.body.hasAttribute("data-private")) {
      document.documentElement.hidden = true;
      window.location.reload();
    }
  });

  // After a refused form, the summary of what went wrong is read first. Not before the load, and without what the address
  // ends in (#inhoud of the skip link, #id_what of the summary before): else the browser goes there in between.
  const errors = document.getElementById("fouten");
  if (errors) {
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    window.addEventListener("load", () => window.requestAnimationFrame(() => {
      errors.focus();
      errors.scrollIntoView({ block: "nearest" });
    }));
  }

  // What the page says of what was done is also said aloud: a screen reader reads only what changes after the load.
  const done = document.getElementById("berichten").innerText.trim();
  if (done && !errors) window.setTimeout(() => { document.getElementById("gezegd").textContent = done; }, 500);
})();
