// A list of any length of which only what is near the window is in the document. Two empty blocks stand for the rest.
// Heights are measured once an item has been shown and guessed from the others before.

const NEAR_PX = 900; // kept ready above and below the window
const FIRST_GUESS_PX = 320;

export class VirtualList {
  /** `render(record)` gives the element of a record; records keep their measured `height` themselves. */
  constructor({ host, before, after, render }) {
    Object.assign(this, { host, before, after, render });
    this.records = []; // oldest first; shown from the last to the first
    this.end = 0; // records from here on are held back
    this.shown = new Map();
    this.measured = { sum: 0, count: 0 };
    this.sizes = new ResizeObserver((entries) => this.#resized(entries));
    window.addEventListener("scroll", () => this.refresh(), { passive: true });
    window.addEventListener("resize", () => this.#relayout());
  }

  get length() {
    return this.end;
  }

  at(index) {
    return this.records[this.end - 1 - index];
  }

  /** Shows the last `end` of `records`; what is in the document already stays. */
  show(records, end = records.length) {
    this.records = records;
    this.end = end;
    this.refresh();
  }

  /** Renders everything again: something that all items depend on has changed. */
  renew() {
    for (const element of this.shown.values()) this.#drop(element);
    this.shown.clear();
    this.refresh();
  }

  /** Renders one item again. */
  renewOne(record) {
    const old = this.shown.get(record);
    if (!old) return;
    const element = this.#make(record);
    this.sizes.unobserve(old);
    old.replaceWith(element);
    record.height = this.#tall(element);
  }

  /** Brings the item at `index` into the window and returns its element. */
  reveal(index) {
    const record = this.at(index);
    if (!record) return null;
    if (!this.shown.has(record)) {
      window.scrollTo({ top: this.#top() + this.#heightOf(0, index) - window.innerHeight / 3, behavior: "instant" });
      this.refresh();
    }
    return this.shown.get(record) ?? null;
  }

  /** Puts into the document what is near the window, and takes out the rest. */
  refresh() {
    const { first, last, above, below } = this.#range();
    this.before.style.height = `${above}px`;
    this.after.style.height = `${below}px`;
    const wanted = new Set();
    for (let index = first; index < last; index += 1) wanted.add(this.at(index));
    for (const [record, element] of this.shown) if (!wanted.has(record)) this.#leave(record, element);
    this.#place(wanted);
    this.#number(first);
  }

  #range() {
    const top = -this.#top() + window.scrollY;
    const from = top - NEAR_PX;
    const to = top + window.innerHeight + NEAR_PX;
    let [position, first, above] = [0, 0, 0];
    while (first < this.end && position + this.#height(first) < from) {
      position += this.#height(first);
      first += 1;
    }
    above = position;
    let last = first;
    while (last < this.end && position < to) {
      position += this.#height(last);
      last += 1;
    }
    return { first, last, above, below: this.#heightOf(last, this.end) };
  }

  #place(wanted) {
    let next = this.host.firstElementChild;
    const fresh = [];
    for (const record of wanted) {
      const element = this.shown.get(record);
      if (element && element === next) next = next.nextElementSibling;
      else if (element) this.host.insertBefore(element, next);
      else this.host.insertBefore(fresh[fresh.push(this.#make(record)) - 1], next);
    }
    for (const record of wanted) if (!record.height) this.#measure(record);
  }

  #make(record) {
    const element = this.render(record);
    this.shown.set(record, element);
    this.sizes.observe(element);
    element.record = record;
    return element;
  }

  #leave(record, element) {
    // Somebody is in it with the keyboard: the focus moves to the list instead of falling to the top of the page.
    if (element.contains(document.activeElement)) this.host.focus({ preventScroll: true });
    this.#drop(element);
    this.shown.delete(record);
  }

  #drop(element) {
    this.sizes.unobserve(element);
    element.remove();
  }

  #number(first) {
    let index = first;
    for (const element of this.host.children) {
      index += 1;
      element.setAttribute("aria-posinset", String(index));
      element.setAttribute("aria-setsize", String(this.end));
    }
  }

  #measure(record) {
    record.height = this.#tall(this.shown.get(record));
    this.measured.sum += record.height;
    this.measured.count += 1;
  }

  #resized(entries) {
    for (const { target } of entries) if (target.isConnected) target.record.height = this.#tall(target);
  }

  /** An element's height with the space below it; the same space for all, so it is asked for once. */
  #tall(element) {
    this.space ??= parseFloat(getComputedStyle(element).marginBlockEnd);
    return element.getBoundingClientRect().height + this.space;
  }

  #relayout() {
    if (this.width === window.innerWidth) return;
    this.width = window.innerWidth;
    this.measured = { sum: 0, count: 0 };
    for (const record of this.records) record.height = 0;
    for (const record of this.shown.keys()) this.#measure(record);
    this.refresh();
  }

  #height(index) {
    const { sum, count } = this.measured;
    return this.at(index).height || (count ? sum / count : FIRST_GUESS_PX);
  }

  #heightOf(from, to) {
    let height = 0;
    for (let index = from; index < to; index += 1) height += this.#height(index);
    return height;
  }

  /** Where the first item would begin, in the document. */
  #top() {
    return this.before.getBoundingClientRect().top + window.scrollY;
  }
}
