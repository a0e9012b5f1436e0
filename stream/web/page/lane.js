// The flow over the last ten minutes: a number and a line each for articles a minute, waiting, delay, and what was found.

import { byId, el, put, svg } from "./dom.js";
import { compact, duration, moment, number } from "./format.js";
import { strings } from "./strings.js";

const SAMPLES = 300;
const RATE_WINDOW_S = 20; // long enough that a rate of a few a minute is not a row of spikes
const DEAD_SHOWN = 20;
const [WIDTH, HEIGHT] = [240, 40];

export class Lane {
  constructor() {
    this.samples = [];
    this.dead = [];
    byId("gauges").addEventListener("click", ({ target }) => target.closest("[data-dead]") && this.#toggleDead());
  }

  welcome({ samples }) {
    this.samples = samples.slice(-SAMPLES);
    this.draw();
  }

  add(sample) {
    this.samples.push(sample);
    if (this.samples.length > SAMPLES) this.samples.shift();
    this.draw();
  }

  addDead(letter) {
    this.dead.unshift(letter);
    this.dead.length = Math.min(this.dead.length, DEAD_SHOWN);
    this.draw();
  }

  draw() {
    const t = strings();
    const last = this.samples.at(-1) ?? { articles: 0, entities: 0, claims: 0, dead_letters: 0, lag: null, delay_s: null };
    const rates = rated(this.samples);
    const lags = this.samples.map(({ at, lag }) => [at, lag]);
    const delays = this.samples.map(({ at, delay_s: delay }) => [at, delay]);
    const gauges = byId("gauges");
    const inside = gauges.contains(document.activeElement) && document.activeElement !== gauges;
    put(
      gauges,
      gauge(t.gauges.rate, rates, (value) => compact(value), t.total(last.articles, number(last.articles))),
      gauge(t.gauges.lag, lags, (value) => compact(value)),
      gauge(t.gauges.delay, delays, (value) => duration(Math.max(0, value))),
      el("div", { class: "gauge plain" }, el("h3", {}, t.gauges.found), el("p", { class: "beside" }, t.found(compact(last.entities), compact(last.claims))), this.#deadButton(last)),
    );
    if (inside) gauges.querySelector("[data-dead]")?.focus({ preventScroll: true });
    // On a phone the numbers are wider than the screen: without a stop here a keyboard could not scroll them.
    if (gauges.scrollWidth > gauges.clientWidth) gauges.tabIndex = 0;
    else gauges.removeAttribute("tabindex");
    this.#listDead(last);
  }

  #deadButton(last) {
    const t = strings();
    const label = `${t.gauges.dead}: ${number(last.dead_letters)}`;
    if (!this.dead.length) return el("p", { class: "beside" }, label);
    const expanded = String(!byId("dead-letters").hidden);
    return el("button", { type: "button", class: "quiet alarm", "data-dead": "", "aria-expanded": expanded, "aria-controls": "dead-letters" }, label);
  }

  #toggleDead() {
    byId("dead-letters").hidden = !byId("dead-letters").hidden;
    this.draw();
  }

  #listDead(last) {
    const host = byId("dead-letters");
    if (host.hidden) return;
    put(
      host,
      el("p", { class: "small" }, strings().deadOpen(last.dead_letters, number(last.dead_letters))),
      el("ul", { lang: "en", dir: "ltr" }, this.dead.map(({ at, code, message, where }) =>
        el("li", {}, el("time", {}, moment(at * 1000)), el("code", {}, code), el("span", {}, message), where && el("code", { class: "small" }, where)),
      )),
    );
  }
}

/** Articles a minute at each sample, over the window before it. */
function rated(samples) {
  let start = 0;
  return samples.map((sample, index) => {
    while (start < index - 1 && samples[start + 1].at <= sample.at - RATE_WINDOW_S) start += 1;
    const seconds = sample.at - samples[start].at;
    return [sample.at, seconds > 0 ? ((sample.articles - samples[start].articles) / seconds) * 60 : null];
  });
}

function gauge(name, points, shown, beside) {
  const t = strings();
  const values = points.map(([, value]) => value).filter((value) => value !== null);
  const now = values.length ? shown(values.at(-1)) : "–";
  const top = values.length ? shown(Math.max(...values)) : t.unknown;
  const label = t.gaugeLabel(name, values.length ? now : t.unknown, top);
  return el(
    "div",
    { class: "gauge" },
    el("h3", {}, name),
    el("p", { class: "now" }, el("bdi", {}, now)),
    beside && el("p", { class: "beside" }, beside),
    line(points, label),
  );
}

/** A line over time, straight across what is not known. Time runs from left to right in either language. */
function line(points, label) {
  const known = points.filter(([, value]) => value !== null);
  const frame = { class: "spark", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": label };
  if (known.length < 2) return svg("svg", frame);
  const [from, to] = [points[0][0], points.at(-1)[0]];
  const top = Math.max(...known.map(([, value]) => value), 1e-9);
  const x = (at) => (((at - from) / Math.max(to - from, 1e-9)) * WIDTH).toFixed(1);
  const y = (value) => (HEIGHT - 2 - (value / top) * (HEIGHT - 6)).toFixed(1);
  const path = known.map(([at, value], index) => `${index ? "L" : "M"}${x(at)} ${y(value)}`).join("");
  const area = `${path}L${x(known.at(-1)[0])} ${HEIGHT}L${x(known[0][0])} ${HEIGHT}Z`;
  return svg("svg", frame, svg("path", { class: "area", d: area }), svg("path", { class: "line", d: path, "vector-effect": "non-scaling-stroke" }));
}
