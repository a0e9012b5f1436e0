// Single-key shortcuts. They can be switched off in the help (WCAG 2.1.4), and never act while something is typed.

import { byId, el, put } from "./dom.js";
import { strings } from "./strings.js";
import { stored, store } from "./chosen.js";

/** `actions` maps a key to what it does. */
export function listenForKeys(actions) {
  const on = byId("keys-on");
  on.checked = stored("keys") !== "off";
  on.addEventListener("change", () => store("keys", on.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "Escape" && (!on.checked || typing(event.target) || byId("help").open)) return;
    if (action() !== false) event.preventDefault();
  });
}

/** The help, in the page's language. */
export function listKeys() {
  const rows = Object.entries(strings().keys).map(([key, does]) =>
    el("div", {}, el("dt", {}, key.split(" / ").map((one) => el("kbd", {}, one))), el("dd", {}, does)),
  );
  put(byId("keys"), rows);
}

function typing(target) {
  return target.matches("input:not([type=checkbox]):not([type=range]), select, textarea");
}
