// A passkey is made or used by the browser: a form with data-passkey asks it and sends what it answers. What is asked stands
// in the form itself, as JSON. The server checks the answer; without this file the form offers nothing (no button is shown).
(() => {
  "use strict";

  const toBytes = (text) => {
    const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  };

  const toText = (buffer) => {
    const signs = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
    return btoa(signs).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };

  const keys = (list) => (list ?? []).map((key) => ({ ...key, id: toBytes(key.id) }));

  const asked = (options) => ({
    ...options,
    challenge: toBytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: toBytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: keys(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: keys(options.allowCredentials) }),
  });

  const answer = (credential) => {
    const response = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach((name) => {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    });
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  const REASONS = { NotAllowedError: "gestopt", AbortError: "gestopt", InvalidStateError: "al-hier" };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const button = form.querySelector("button[type=submit]");
    const said = form.querySelectorAll("[data-when]");
    const say = (reason) => said.forEach((part) => { part.hidden = part.dataset.when !== reason; });

    if (!window.isSecureContext || !window.PublicKeyCredential) {
      say("kan-niet");
      return;
    }
    button.hidden = false;

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (button.disabled) return;
      button.disabled = true;
      say("");
      try {
        const options = { publicKey: asked(JSON.parse(form.dataset.options).publicKey) };
        const made = await (form.dataset.passkey === "maak" ? navigator.credentials.create(options) : navigator.credentials.get(options));
        form.elements.credential.value = JSON.stringify(answer(made));
        form.submit();
      } catch (error) {
        button.disabled = false;
        say(REASONS[error.name] ?? "mislukt");
        button.focus();
      }
    });
  });
})();
