// The articles on the page: which are shown, which wait. Nothing moves under a reader: while somebody has scrolled down,
// has the focus among the articles or has paused, new ones wait behind a button.

import { articleCard } from "./article.js";
import { byId, put } from "./dom.js";
import { number } from "./format.js";
import { VirtualList } from "./list.js";
import { activeFilters } from "./rail.js";
import { strings } from "./strings.js";

const AT_TOP_PX = 60;
const FADING_IN = 5;

export class Reading {
  constructor(store, filters, { isBusy }) {
    Object.assign(this, { store, filters, isBusy });
    this.feed = byId("feed");
    this.matching = []; // oldest first
    this.paused = false;
    this.list = new VirtualList({
      host: this.feed,
      before: byId("before"),
      after: byId("after"),
      render: (record) => this.#card(record),
    });
    this.feed.addEventListener("click", ({ target }) => target.closest("[data-open]") && this.toggle(target.closest("article")));
    byId("newer").addEventListener("click", () => this.newest());
    window.addEventListener("scroll", () => this.#release(), { passive: true });
  }

  /** Takes in what the store has just added and removed. */
  update(added, removed) {
    const held = this.#held();
    const fresh = added.filter((record) => this.filters.matches(record));
    let end = held ? this.list.end : null;
    for (const record of removed) {
      const index = this.matching.indexOf(record);
      if (index < 0) continue;
      this.matching.splice(index, 1);
      if (end !== null && index < end) end -= 1;
    }
    for (const record of fresh) this.matching.push(record);
    // A few fade in; a pile of them, as when the page opens, just stands there.
    if (!held && fresh.length <= FADING_IN) for (const record of fresh) record.isNew = !document.hidden;
    this.list.show(this.matching, end ?? this.matching.length);
    this.describe();
    return fresh;
  }

  /** Looks through all articles again: the filters have changed. */
  refilter() {
    this.matching = this.store.records.filter((record) => this.filters.matches(record));
    this.list.show(this.matching);
    this.list.renew();
    this.describe();
    if (window.scrollY > this.#top()) window.scrollTo({ top: this.#top(), behavior: "instant" });
  }

  /** Renders what is shown again, e.g. in another language. */
  renew() {
    this.list.renew();
    this.describe();
  }

  /** Lets the waiting ones in, and goes to the newest. */
  newest() {
    this.list.show(this.matching);
    if (this.feed.contains(document.activeElement) || document.activeElement === byId("newer")) byId("articles").focus({ preventScroll: true });
    if (window.scrollY > this.#top()) window.scrollTo({ top: this.#top(), behavior: "instant" });
    this.describe();
  }

  pause(paused) {
    this.paused = paused;
    if (!paused) this.#release();
  }

  /** Moves the focus to the next (1) or previous (-1) article. */
  step(direction) {
    const current = document.activeElement.closest?.("article")?.record ?? this.last;
    let index = current ? this.list.end - 1 - this.matching.indexOf(current) : -1;
    index = Math.max(0, Math.min(this.list.length - 1, index + direction));
    const element = this.list.reveal(index);
    if (!element) return;
    this.last = element.record;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /** Shows the whole of an article, or less of it again. */
  toggle(element) {
    if (!element) return;
    const { record } = element;
    record.open = !record.open;
    this.list.renewOne(record);
    const renewed = this.list.shown.get(record);
    (renewed.querySelector("[data-open]") ?? renewed).focus({ preventScroll: true });
  }

  /** Says how many there are, which filters are on, how many wait. */
  describe() {
    const t = strings();
    const waiting = this.matching.length - this.list.end;
    byId("count").textContent = t.count(number(this.matching.length), number(this.store.records.length));
    put(byId("active"), activeFilters(this.filters, this.store));
    byId("newer").hidden = waiting === 0;
    byId("newer").textContent = t.newer(waiting);
    byId("empty").hidden = this.matching.length > 0;
    byId("empty").textContent = this.store.records.length ? t.nothing : t.empty;
  }

  #card(record) {
    const element = articleCard(record, this.filters.worth);
    if (record.isNew) element.classList.add("new");
    record.isNew = false;
    for (const link of element.querySelectorAll("a[data-entity]")) link.classList.toggle("chosen", this.filters.entities.has(link.dataset.entity));
    return element;
  }

  #held() {
    return this.paused || this.isBusy() || window.scrollY > this.#top() + AT_TOP_PX || this.feed.contains(document.activeElement);
  }

  #release() {
    if (this.list.end < this.matching.length && !this.#held()) this.newest();
  }

  /** Where the window stands when the newest article is at its top. */
  #top() {
    const bar = document.querySelector(".bar").offsetHeight;
    return Math.max(0, byId("articles").getBoundingClientRect().top + window.scrollY - bar);
  }
}
