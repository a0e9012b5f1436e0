// The bar at the top: the connection's state, pause, theme, the page's language, help.

import { store } from "./chosen.js";
import { byId } from "./dom.js";
import { listKeys } from "./keys.js";
import { strings } from "./strings.js";

const THEMES = ["auto", "light", "dark"];

export class Header {
  /** `onPause(paused)` and `onTongue()` are told of changes. */
  constructor({ onPause, onTongue, onRetry }) {
    Object.assign(this, { onPause, onTongue });
    this.state = { state: "connecting" };
    this.paused = false;
    byId("pause").addEventListener("click", () => this.pause());
    byId("theme").addEventListener("click", () => this.theme());
    byId("tongue").addEventListener("click", () => this.#tongue());
    byId("help-open").addEventListener("click", () => this.help());
    byId("retry").addEventListener("click", onRetry);
    byId("filters-toggle").addEventListener("click", () => this.filters());
    this.translate();
  }

  /** Shows a state of the connection. */
  connection(state) {
    this.state = state;
    const host = byId("connection");
    host.dataset.state = state.state === "live" && this.paused ? "paused" : state.state;
    byId("retry").hidden = state.state !== "lost" || !state.seconds;
    const words = this.#words(state);
    // A countdown would be read out every second: only what changes for the reader is.
    byId("connection-text").setAttribute("aria-live", state.state === "lost" && this.toldLost ? "off" : "polite");
    this.toldLost = state.state === "lost";
    if (byId("connection-text").textContent !== words) byId("connection-text").textContent = words;
  }

  pause() {
    this.paused = !this.paused;
    byId("pause").setAttribute("aria-pressed", String(this.paused));
    byId("pause").textContent = this.paused ? strings().resume : strings().pause;
    this.connection(this.state);
    this.onPause(this.paused);
  }

  theme() {
    const next = THEMES[(THEMES.indexOf(chosenTheme()) + 1) % THEMES.length];
    store("theme", next);
    if (next === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    byId("theme").textContent = strings().theme[next];
  }

  help() {
    if (!byId("help").open) byId("help").showModal();
  }

  /** Opens or closes the filters where they are folded away. */
  filters(open = !document.body.classList.contains("filters-open")) {
    document.body.classList.toggle("filters-open", open);
    byId("filters-toggle").setAttribute("aria-expanded", String(open));
  }

  /** Puts every fixed word of the page in its language. */
  translate() {
    const t = strings();
    for (const host of document.querySelectorAll("[data-t]")) host.textContent = t[host.dataset.t];
    for (const host of document.querySelectorAll("[data-t-placeholder]")) host.placeholder = t[host.dataset.tPlaceholder];
    byId("theme").textContent = t.theme[chosenTheme()];
    byId("pause").textContent = this.paused ? t.resume : t.pause;
    const other = byId("tongue");
    other.textContent = t.other;
    other.lang = document.documentElement.lang === "ar" ? "en" : "ar";
    listKeys();
    this.connection(this.state);
  }

  #tongue() {
    const root = document.documentElement;
    const arabic = root.lang !== "ar";
    root.lang = arabic ? "ar" : "en";
    root.dir = arabic ? "rtl" : "ltr";
    store("tongue", root.lang);
    this.translate();
    this.onTongue();
  }

  #words({ state, seconds }) {
    const t = strings();
    if (state === "live") return this.paused ? t.paused : t.live;
    if (state === "connecting") return t.connecting;
    return seconds ? t.lost(seconds) : t.trying;
  }
}

const chosenTheme = () => document.documentElement.dataset.theme ?? "auto";
