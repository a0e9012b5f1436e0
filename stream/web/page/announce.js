// What a screen reader is told: seldom, politely, and only the sum of what has come since the last time.

import { byId } from "./dom.js";
import { strings } from "./strings.js";

const EVERY_MS = 15_000;

export class Announcer {
  constructor() {
    this.waiting = 0;
    this.title = "";
    setInterval(() => this.#speak(), EVERY_MS);
  }

  /** Remembers that an article that matches the filters has come. */
  arrived(record) {
    this.waiting += 1;
    this.title = record.message.title || record.message.body.slice(0, 80);
  }

  #speak() {
    if (!this.waiting) return;
    byId("announcer").textContent = strings().announced(this.waiting, this.title);
    this.waiting = 0;
  }
}
