// The filters beside the articles: search, source, language, check-worthiness, and the names that occur most.

import { byId, el, put } from "./dom.js";
import { languageName, number, share } from "./format.js";
import { typeClass } from "./marks.js";
import { sign } from "./article.js";
import { calledIn } from "./store.js";
import { strings } from "./strings.js";

const NAMES = 14;
const SOURCES = 300; // a longer list is searched, not read
const TYPES = ["PER", "ORG", "LOC", "MISC"];

export class Rail {
  constructor(store, filters) {
    Object.assign(this, { store, filters });
    this.query = byId("query");
    this.source = byId("source");
    this.worth = byId("worth");
    this.#listen();
    this.legend();
    this.update();
  }

  /** Shows what is in the store and which filters are on. */
  update() {
    if (document.activeElement !== this.query) this.query.value = this.filters.query;
    this.worth.value = String(this.filters.worth);
    byId("worth-shown").textContent = share(this.filters.worth);
    this.worth.setAttribute("aria-valuetext", share(this.filters.worth));
    this.#sources();
    this.#languages();
    this.#names();
  }

  /** The signs of the text, once and whenever the page's language changes. */
  legend() {
    const t = strings();
    const types = TYPES.map((type) => el("li", {}, el("span", { class: `name ${typeClass(type)}` }, t.type[type])));
    const signs = Object.entries(t.signs).map(([kind, words]) => el("li", {}, el("span", { class: kind === "claim" ? "claim worth-1" : kind }, words)));
    put(byId("legend"), types, signs);
  }

  #listen() {
    this.query.addEventListener("input", () => this.filters.set({ query: this.query.value }));
    this.worth.addEventListener("input", () => this.filters.set({ worth: Number(this.worth.value) }));
    this.source.addEventListener("change", () => {
      const { value } = this.source;
      this.filters.set({ source: value === "" ? null : value.slice(1) });
    });
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    byId("languages").addEventListener("click", ({ target }) => this.#toggle(target, "language", "languages"));
    byId("names").addEventListener("click", ({ target }) => this.#toggle(target, "name", "entities"));
  }

  #toggle(target, key, kind) {
    const button = target.closest("button");
    if (button) this.filters.toggle(kind, button.dataset[key]);
  }

  #sources() {
    if (document.activeElement === this.source) return; // an open list must not change under the pointer
    const t = strings();
    const known = new Set(most(this.store.sources, SOURCES, ([, times]) => times).map(([name]) => name));
    if (this.filters.source !== null) known.add(this.filters.source);
    // The values start with a letter of ours: an article without a source has the empty one.
    const options = [...known].sort().map((name) => option(`s${name}`, name || t.noSource, this.store.sources.get(name)));
    put(this.source, option("", t.allSources), options);
    this.source.value = this.filters.source === null ? "" : `s${this.filters.source}`;
  }

  #languages() {
    const known = [...this.store.languages].sort(([, a], [, b]) => b - a).map(([tag]) => tag);
    const all = [...new Set([...known, ...this.filters.languages])];
    keepFocus(byId("languages"), "language", all.map((tag) => {
      const on = this.filters.languages.has(tag);
      return el("button", { type: "button", class: "pill", "aria-pressed": String(on), "data-language": tag }, languageName(tag), count(this.store.languages.get(tag)));
    }));
  }

  #names() {
    const items = most(this.store.entities.values(), NAMES).map((seen) => {
      const on = this.filters.entities.has(seen.id);
      return el("li", {}, el(
        "button",
        { type: "button", class: typeClass(seen.type), "aria-pressed": String(on), "data-name": seen.id },
        el("span", { class: "glyph", "aria-hidden": "true" }),
        el("span", { class: "hidden" }, `${strings().type[seen.type] ?? seen.type}: `),
        el("bdi", {}, calledIn(document.documentElement.lang, seen)),
        count(seen.articles),
      ));
    });
    keepFocus(byId("names"), "name", items.length ? items : [el("li", { class: "small" }, strings().noNames)]);
  }
}

/** The filters that are on, each with a way to take it off; for above the articles. */
export function activeFilters(filters, store) {
  const t = strings();
  const chips = [
    ...[...filters.entities].map((id) => [nameOf(store.entities.get(id)) ?? id, () => filters.toggle("entities", id)]),
    filters.source !== null && [filters.source || t.noSource, () => filters.set({ source: null })],
    ...[...filters.languages].map((tag) => [languageName(tag), () => filters.toggle("languages", tag)]),
    filters.worth && [`≥ ${share(filters.worth)}`, () => filters.set({ worth: 0 })],
    filters.query && [`“${filters.query}”`, () => filters.set({ query: "" })],
  ].filter(Boolean);
  const buttons = chips.map(([name, click]) =>
    el("button", { type: "button", class: "pill on", "aria-label": t.remove(name), on: { click } }, el("bdi", {}, name), sign(" ×")),
  );
  const all = el("button", { type: "button", class: "quiet", on: { click: () => filters.clear() } }, t.clear);
  return chips.length ? [...buttons, all] : [];
}

/** The `number` items with the largest count, in one pass: there may be tens of thousands, and this runs all the time. */
function most(items, number, counted = (item) => item.articles) {
  const kept = [];
  for (const item of items) {
    if (kept.length === number && counted(item) <= counted(kept[number - 1])) continue;
    const place = kept.findIndex((other) => counted(other) < counted(item));
    kept.splice(place < 0 ? kept.length : place, 0, item);
    kept.length = Math.min(kept.length, number);
  }
  return kept;
}

const nameOf = (seen) => seen && calledIn(document.documentElement.lang, seen);
const option = (value, words, times) => el("option", { value }, times ? `${words} (${number(times)})` : words);
const count = (times) => el("span", { class: "times" }, number(times ?? 0));

/** New content for `host`; the button that had the focus keeps it. */
function keepFocus(host, key, content) {
  const focused = host.contains(document.activeElement) ? document.activeElement.dataset[key] : undefined;
  put(host, content);
  if (focused === undefined) return;
  [...host.querySelectorAll("button")].find((button) => button.dataset[key] === focused)?.focus({ preventScroll: true });
}
