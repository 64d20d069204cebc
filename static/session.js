// A session that ends says so two minutes before, and can be prolonged; typing counts as being there. Without this file
// a session ends unannounced, and a form that is sent then is kept (accounts/kept.py).
(() => {
  "use strict";

  const WARN = 120; // seconds before the end
  const TELL_EVERY = 240; // seconds between two times that the server hears that somebody types
  const CALM = 5; // seconds without a key after which the focus may be moved
  const ONLY_KEEP = "alleen-bewaren";

  const box = document.getElementById("sessie");
  const title = document.title;
  const now = () => Date.now() / 1000;
  let endsAt = now() + Number(box.dataset.seconds);
  let canStay = box.dataset.canStay === "ja";
  let state = "";
  let asking = false;
  let askedAt = 0;
  let toldAt = now();
  let typedAt = 0;
  let typed = null; // the form that was typed in last

  const ask = async (method) => {
    asking = true;
    askedAt = now();
    try {
      const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
      const answer = await fetch(box.dataset.address, { method, headers: { "X-CSRFToken": token } });
      if (answer.ok) {
        const left = await answer.json();
        endsAt = now() + left.seconds;
        canStay = left.can_stay;
      }
    } catch { /* no network: what was known holds */ }
    asking = false;
  };

  const show = (next) => {
    if (next === state) return;
    state = next;
    box.querySelectorAll("[data-when]").forEach((part) => { part.hidden = part.dataset.when !== state; });
    if (box.open) box.close();
    document.title = title;
    if (!state) return;
    const said = box.querySelector("#sessie-tekst [data-when]:not([hidden])");
    document.title = `${said.dataset.title} – ${title}`;
    document.getElementById("gezegd").textContent = said.innerText;
    box.show(); // not modal: the way out of the site stays within reach
    box.querySelector("button:not([hidden]), a:not([hidden])").focus();
  };

  const stay = async () => {
    toldAt = now();
    await ask("POST");
    look();
  };

  const look = async () => {
    const over = () => endsAt - now();
    if (asking) return;
    if (over() <= WARN && now() - askedAt > (over() > 0 ? 30 : 5)) await ask("GET"); // another tab may have prolonged it
    if (over() > WARN) show("");
    else if (over() <= 0) show(typed?.isConnected ? "typed" : "ended");
    else if (state || now() - typedAt > CALM) show(canStay ? "idle" : "long");
  };

  const active = (event) => {
    if (event.type !== "pointerdown") typedAt = now();
    if (event.type === "input" && event.target.form?.method === "post") typed = event.target.form;
    const prolongs = state === "" ? now() - toldAt > TELL_EVERY : state === "idle" && event.type === "input";
    if (prolongs && endsAt > now()) stay();
  };
  ["input", "keydown", "pointerdown"].forEach((kind) => document.addEventListener(kind, active));

  const signIn = box.querySelector("a[data-when=ended]");
  signIn.href += `?next=${encodeURIComponent(window.location.pathname + window.location.search)}`;
  box.querySelector("button[data-when=idle]").addEventListener("click", stay);
  box.addEventListener("keydown", (event) => { if (event.key === "Escape" && state === "idle") stay(); });
  box.querySelector("button[data-when=typed]").addEventListener("click", () => {
    const only = document.createElement("input");
    only.type = "hidden";
    only.name = ONLY_KEEP;
    only.value = "ja";
    typed.append(only);
    HTMLFormElement.prototype.submit.call(typed); // as it is, half filled in too
  });
  document.addEventListener("submit", () => { typed = null; });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && state) askedAt = 0; });
  window.setInterval(look, 1000);
})();
