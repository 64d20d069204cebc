// Leaving fast, on every page. In the head and not deferred: it works before the rest of a page is there, and a page
// that comes back is gone before it is drawn. Without this file the link still leaves. Why so: docs/besluiten/099.
(() => {
  "use strict";

  const NEUTRAL = "Nieuw tabblad";
  const LEFT = "weg"; // in the memory of this tab: the address that somebody left for
  const UNWINDING = "terug"; // and whether the pages of this visit are being taken out of its history
  const OURS = "portaal";
  const PATIENCE = 500; // milliseconds for that: leaving comes first
  const PRESSES = 3;
  const BETWEEN = 5000; // milliseconds between presses of Shift

  const memory = {
    get: (name) => { try { return sessionStorage.getItem(name); } catch { return null; } },
    set: (name, text) => { try { sessionStorage.setItem(name, text); } catch { /* then Back is not guarded */ } },
    drop: (name) => { try { sessionStorage.removeItem(name); } catch { /* nothing was kept */ } },
  };

  // --- Away ---

  let blanked = false;
  const blank = () => {
    blanked = true;
    document.title = NEUTRAL;
    document.querySelectorAll("link[rel=icon]").forEach((icon) => { icon.href = "data:,"; });
    if (!document.body) {
      document.documentElement.hidden = true; // the body is yet to come
      return;
    }
    const said = document.createElement("p");
    said.setAttribute("role", "alert");
    said.className = "visually-hidden";
    document.body.replaceChildren(said);
    said.textContent = "Laden";
  };

  // A page with this file says so in its step of the history: from a picture or a pdf nobody gets away again.
  const steps = window.navigation;
  const mark = () => {
    if (steps.currentEntry && steps.currentEntry.getState() !== OURS) steps.updateCurrentEntry({ state: OURS });
  };
  if (steps) {
    mark();
    steps.addEventListener("currententrychange", mark);
  }
  const stepsBack = () => {
    if (!steps?.currentEntry) return 0;
    return steps.currentEntry.index - steps.entries().findIndex((step) => step.getState() === OURS);
  };

  const leave = (to) => {
    memory.set(LEFT, to);
    blank();
    // The pages of this visit lie behind Back, next to each other: back to the first, and leave from there.
    const back = stepsBack();
    if (back === 0) {
      window.location.replace(to);
      return;
    }
    memory.set(UNWINDING, "ja");
    window.setTimeout(() => {
      memory.drop(UNWINDING);
      window.location.replace(to);
    }, PATIENCE);
    window.history.go(-back);
  };

  const leaveAgain = (to) => {
    blank();
    if (memory.get(UNWINDING)) {
      memory.drop(UNWINDING);
      window.history.pushState(null, "", "/"); // what lay ahead is gone; this step becomes the page left for
    }
    window.location.replace(to);
  };

  const how = performance.getEntriesByType("navigation")[0]?.type;
  const before = memory.get(LEFT);
  if (before && how === "back_forward") {
    leaveAgain(before);
  } else if (before) {
    memory.drop(LEFT); // somebody came by an address or a link: they want to be here
    memory.drop(UNWINDING);
  }

  // Pages that the browser kept whole
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    const left = memory.get(LEFT);
    if (left) leaveAgain(left);
    else if (blanked) window.location.reload();
  });

  // --- The ways to leave: the button, and three times Shift ---

  const button = () => document.getElementById("verlaat-site");
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("#verlaat-site");
    if (!pressed) return;
    event.preventDefault();
    leave(pressed.href);
  });

  let presses = 0;
  let alone = false; // whether Shift went down by itself: not for a capital, not with the mouse
  let waiting = 0;
  const tell = () => {
    const key = document.getElementById("weg-toets");
    if (!key) return;
    key.dataset.text ||= key.textContent;
    const times = PRESSES - presses;
    const text = `Druk nog ${times} keer op Shift om weg te gaan`;
    key.textContent = presses ? text : key.dataset.text;
    document.getElementById("gezegd").textContent = presses ? text : "";
  };
  const forget = () => {
    window.clearTimeout(waiting);
    alone = false;
    if (presses === 0) return;
    presses = 0;
    tell();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift" || event.ctrlKey || event.altKey || event.metaKey) forget();
    else alone = true;
  }, true);
  document.addEventListener("pointerdown", forget, true);
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses += 1;
    window.clearTimeout(waiting);
    if (presses === PRESSES && button()) {
      leave(button().href);
      return;
    }
    waiting = window.setTimeout(forget, BETWEEN);
    tell();
  }, true);

  document.addEventListener("DOMContentLoaded", () => {
    const key = document.getElementById("weg-toets");
    if (key) key.hidden = false;
  });

  // The keyboard of a phone moves what is seen down over the page: the button goes along.
  const view = window.visualViewport;
  const follow = () => {
    const above = view.scale < 1.01 ? view.offsetTop : 0;
    document.documentElement.style.setProperty("--view-top", `${above}px`);
  };
  view?.addEventListener("resize", follow);
  view?.addEventListener("scroll", follow);
})();
