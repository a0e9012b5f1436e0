// What is known of a name, beside the name: on hover, on focus, and on the first touch.

import { own, sentimentBadge } from "./article.js";
import { byId, el, put } from "./dom.js";
import { number, share } from "./format.js";
import { calledIn } from "./store.js";
import { strings } from "./strings.js";
import { typeClass } from "./marks.js";

const SPELLINGS = 12;
const GAP_PX = 8;
const SHOW_AFTER_MS = 120; // the pointer passes over many names on its way
const HIDE_AFTER_MS = 200; // time to move onto the card, to select the id

export class NameCard {
  constructor(store) {
    this.store = store;
    this.card = byId("card");
    this.anchor = null;
    document.addEventListener("pointerover", (event) => this.#over(event));
    document.addEventListener("focusin", ({ target }) => (nameAt(target) ? this.show(nameAt(target)) : this.hide()));
    document.addEventListener("scroll", () => this.hide(), { passive: true });
  }

  get isOpen() {
    return this.anchor !== null;
  }

  /** Shows the card of the entity that `anchor` names. */
  show(anchor, touched = false) {
    clearTimeout(this.timer);
    if (anchor === this.anchor) return;
    this.hide();
    const seen = this.store.entities.get(anchor.dataset.entity);
    if (!seen) return;
    this.anchor = anchor;
    const record = anchor.closest("article")?.record;
    put(this.card, ...content(seen, record?.event.entities.find(({ id }) => id === seen.id), touched));
    this.card.hidden = false;
    anchor.setAttribute("aria-describedby", "card");
    this.#place(anchor.getClientRects()[0]);
  }

  hide() {
    clearTimeout(this.timer);
    this.anchor?.removeAttribute("aria-describedby");
    this.anchor = null;
    this.card.hidden = true;
  }

  #over({ target, pointerType }) {
    if (pointerType === "touch") return;
    clearTimeout(this.timer);
    const anchor = nameAt(target);
    if (anchor) this.timer = setTimeout(() => this.show(anchor), SHOW_AFTER_MS);
    else if (this.isOpen && !this.card.contains(target)) this.timer = setTimeout(() => this.hide(), HIDE_AFTER_MS);
  }

  #place(box) {
    const { offsetWidth: width, offsetHeight: height } = this.card;
    const room = document.documentElement.clientWidth - width - GAP_PX;
    const below = box.bottom + GAP_PX + height < window.innerHeight;
    const start = document.documentElement.dir === "rtl" ? box.right - width : box.left;
    this.card.style.left = `${Math.max(GAP_PX, Math.min(start, room))}px`;
    this.card.style.top = `${below ? box.bottom + GAP_PX : Math.max(GAP_PX, box.top - height - GAP_PX)}px`;
  }
}

/** The name at or around an element, or null. */
export const nameAt = (target) => target.closest?.("a[data-entity]") ?? null;

function content(seen, here, touched) {
  const t = strings();
  return [
    own("p", { class: `kind ${typeClass(seen.type)}` }, t.type[seen.type] ?? seen.type, here && ` · ${t.rel[here.rel]}`),
    el("p", { class: "title", dir: "auto" }, calledIn(document.documentElement.lang, seen)),
    seen.nameEn && seen.nameEn !== calledIn(document.documentElement.lang, seen) && el("p", { class: "english" }, el("bdi", { lang: "en" }, seen.nameEn)),
    el("dl", {}, rows(seen, here)),
    el("p", { class: "hint" }, touched ? t.card.tap : t.card.hint),
  ];
}

function rows(seen, here) {
  const t = strings().card;
  return [
    row("ID", el("code", { dir: "ltr" }, seen.id)),
    row(t.spellings, spellings(seen)),
    here && row(t.sentiment, sentimentBadge(here.sentiment)),
    here && row(t.weight, el("bdi", { class: "figure" }, share(here.salience))),
    here?.country && row(t.place, el("bdi", { class: "figure" }, place(here))),
    row(t.seen, t.seenIn(seen.articles, number(seen.articles))),
  ];
}

const row = (term, value) => el("div", {}, el("dt", {}, term), el("dd", {}, value));

/** Every spelling on the page, the most frequent first. */
function spellings(seen) {
  const ordered = [...seen.spellings].sort(([, a], [, b]) => b - a).slice(0, SPELLINGS);
  return el("span", { class: "spellings" }, ordered.map(([text, times]) => el("span", {}, el("bdi", {}, text), el("small", {}, `×${times}`))));
}

function place({ country, latitude, longitude }) {
  const point = latitude === null || longitude === null ? [] : [`${latitude.toFixed(2)}, ${longitude.toFixed(2)}`];
  return [country, ...point].join(" · ");
}
