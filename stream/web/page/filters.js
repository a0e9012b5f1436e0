// Which articles are shown. The filters live in the address after '#', so that a view can be kept or passed on.

import { folded } from "./text.js";

export class Filters extends EventTarget {
  constructor() {
    super();
    this.read();
    window.addEventListener("hashchange", () => this.read());
  }

  /** Takes the filters from the address. */
  read() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const worth = Number(wanted.get("worth"));
    this.entities = new Set(wanted.getAll("entity"));
    this.languages = new Set(wanted.getAll("language"));
    this.source = wanted.get("source");
    this.worth = worth > 0 && worth <= 1 ? worth : 0;
    this.query = wanted.get("q") ?? "";
    this.#changed();
  }

  /** Changes some of the filters, e.g. `set({ worth: 0.5 })`. */
  set(changes) {
    Object.assign(this, changes);
    // Without a new entry in the history: a slider would fill it.
    history.replaceState(null, "", this.address() || location.pathname);
    this.#changed();
  }

  /** Adds a value to, or takes it from, `entities` or `languages`. */
  toggle(kind, value) {
    const values = new Set(this[kind]);
    if (!values.delete(value)) values.add(value);
    this.set({ [kind]: values });
  }

  clear() {
    this.set({ entities: new Set(), languages: new Set(), source: null, worth: 0, query: "" });
  }

  get active() {
    return Boolean(this.entities.size || this.languages.size || this.source !== null || this.worth || this.query);
  }

  matches(record) {
    if (this.source !== null && record.source !== this.source) return false;
    if (this.languages.size && !this.languages.has(record.language)) return false;
    if (this.worth && record.worth < this.worth) return false;
    for (const id of this.entities) if (!record.entityIds.has(id)) return false;
    return this.words.every((word) => record.searched.includes(word));
  }

  address() {
    const kept = new URLSearchParams();
    for (const id of this.entities) kept.append("entity", id);
    for (const language of this.languages) kept.append("language", language);
    if (this.source !== null) kept.set("source", this.source);
    if (this.worth) kept.set("worth", String(this.worth));
    if (this.query) kept.set("q", this.query);
    return String(kept) && `#${kept}`;
  }

  #changed() {
    this.words = folded(this.query).split(/\s+/).filter(Boolean);
    this.dispatchEvent(new Event("change"));
  }
}
