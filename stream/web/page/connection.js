// The line to the worker: server-sent events, resumed where they broke off.
// EventSource gives up for good on an HTTP error and tells nothing while it waits, so reconnecting is done here.

const KINDS = ["hello", "article", "dead_letter", "stats"];
const SILENCE_MS = 20_000; // the worker sends something every few seconds; a sleeping laptop's dead line is noticed
const FIRST_WAIT_S = 1;
const LONGEST_WAIT_S = 15;

export class Connection {
  /** `onMessage(kind, data)` for every message, `onState({state, seconds})` for connecting, live and lost. */
  constructor(address, { onMessage, onState }) {
    Object.assign(this, { address, onMessage, onState });
    this.lastId = null;
    this.failures = 0;
    window.addEventListener("online", () => this.now());
    setInterval(() => this.#watch(), 1000);
  }

  open() {
    const resume = this.lastId ? `?after=${encodeURIComponent(this.lastId)}` : "";
    this.source = new EventSource(this.address + resume);
    this.heard = Date.now();
    this.retryAt = null;
    for (const kind of KINDS) this.source.addEventListener(kind, (event) => this.#take(kind, event));
    this.source.addEventListener("error", () => this.#lost());
  }

  /** Tries at once instead of waiting; does nothing while connected. */
  now() {
    if (this.retryAt === null) return;
    this.onState({ state: "lost", seconds: 0 });
    this.open();
  }

  #take(kind, event) {
    this.heard = Date.now();
    if (event.lastEventId) this.lastId = event.lastEventId;
    if (kind === "hello") {
      this.failures = 0;
      this.onState({ state: "live" });
    }
    this.onMessage(kind, JSON.parse(event.data));
  }

  #lost() {
    this.source.close();
    this.failures += 1;
    const wait = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (this.failures - 1));
    // Some chance in it, so that a newsroom's screens do not all come back in the same instant.
    this.retryAt = Date.now() + wait * 1000 * (0.75 + Math.random() / 2);
    this.#tell();
  }

  #watch() {
    if (this.retryAt === null) {
      if (Date.now() - this.heard > SILENCE_MS) this.#lost();
    } else if (Date.now() >= this.retryAt) this.now();
    else this.#tell();
  }

  #tell() {
    this.onState({ state: "lost", seconds: Math.max(1, Math.ceil((this.retryAt - Date.now()) / 1000)) });
  }
}
