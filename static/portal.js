// The portal works without this file. It only makes leaving quicker.
(() => {
  "use strict";

  const exit = document.getElementById("verlaat-site");
  const leave = () => {
    document.documentElement.hidden = true;
    window.location.replace(exit.href); // replace: the back button does not return here
  };
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  // Some browsers show the page of before from memory: of somebody who signed out meanwhile, that must not be.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.body.hasAttribute("data-private")) {
      document.documentElement.hidden = true;
      window.location.reload();
    }
  });

  // After a refused form, the summary of what went wrong is read first. Not before the load: when the address ends in
  // #inhoud (of the skip link), the browser goes there in between.
  const errors = document.getElementById("fouten");
  if (errors) window.addEventListener("load", () => errors.focus());
})();
