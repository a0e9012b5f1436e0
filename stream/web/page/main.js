// Wires the page together: messages come in, are gathered for a moment, and change the page at most a few times a second.

import { Announcer } from "./announce.js";
import { NameCard, nameAt } from "./card.js";
import { Connection } from "./connection.js";
import { byId } from "./dom.js";
import { Filters } from "./filters.js";
import { number } from "./format.js";
import { Header } from "./header.js";
import { listenForKeys } from "./keys.js";
import { Lane } from "./lane.js";
import { Rail } from "./rail.js";
import { Reading } from "./reading.js";
import { Store } from "./store.js";
import { strings } from "./strings.js";

const GATHER_MS = 200;
const AT_ONCE = 500; // messages; more are taken in after the browser has had a turn
const RAIL_EVERY_MS = 1500;

const store = new Store();
const filters = new Filters();
const card = new NameCard(store);
const lane = new Lane();
const announcer = new Announcer();
const reading = new Reading(store, filters, { isBusy: () => card.isOpen });
const rail = new Rail(store, filters);
const header = new Header({ onPause: (paused) => reading.pause(paused), onTongue: translated, onRetry: () => connection.now() });
const connection = new Connection("events", { onMessage: receive, onState: (state) => header.connection(state) });
const inbox = [];
let gathering = null;
let railDrawn = 0;

function receive(kind, data) {
  if (kind === "hello") welcome(data);
  else if (kind === "stats") lane.add(data);
  else if (kind === "dead_letter") lane.addDead(data);
  else inbox.push(data);
  if (inbox.length) gathering ??= setTimeout(takeIn, GATHER_MS);
}

function takeIn() {
  gathering = null;
  const changes = inbox.splice(0, AT_ONCE).map((message) => store.add(message));
  const removed = changes.flatMap((change) => change.removed);
  const left = new Set(removed);
  const added = changes.map((change) => change.added).filter((record) => record && !left.has(record));
  for (const record of reading.update(added, removed)) announcer.arrived(record);
  drawRail();
  if (inbox.length) gathering = setTimeout(takeIn, 0);
}

/** The lists beside the articles may lag a little: a list that changes all the time cannot be clicked. */
function drawRail() {
  const wait = railDrawn + RAIL_EVERY_MS - performance.now();
  clearTimeout(drawRail.timer);
  if (wait > 0) {
    drawRail.timer = setTimeout(drawRail, wait);
    return;
  }
  railDrawn = performance.now();
  rail.update();
}

function welcome(greeting) {
  lane.welcome(greeting);
  byId("notice").hidden = !greeting.missed;
  byId("notice").textContent = greeting.missed ? strings().missed(number(greeting.missed)) : "";
}

function translated() {
  rail.legend();
  rail.update();
  lane.draw();
  reading.renew();
}

let touched = false;
document.addEventListener("pointerdown", ({ pointerType }) => (touched = pointerType === "touch"));
document.addEventListener("click", (event) => {
  const anchor = nameAt(event.target);
  if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  // A finger cannot hover: its first touch shows the card, its second filters.
  if (touched && anchor.dataset.touched === undefined) {
    for (const other of document.querySelectorAll("[data-touched]")) delete other.dataset.touched;
    anchor.dataset.touched = "";
    card.hide();
    card.show(anchor, true);
    return;
  }
  card.hide();
  filters.toggle("entities", anchor.dataset.entity);
});

filters.addEventListener("change", () => {
  card.hide();
  reading.refilter();
  rail.update();
});

function escape() {
  if (byId("help").open) return false; // the dialog closes itself
  if (card.isOpen) return card.hide();
  header.filters(false);
  return false;
}

listenForKeys({
  j: () => reading.step(1),
  k: () => reading.step(-1),
  o: () => reading.toggle(document.activeElement.closest("article")),
  n: () => reading.newest(),
  p: () => header.pause(),
  t: () => header.theme(),
  x: () => filters.clear(),
  "/": () => {
    header.filters(true);
    byId("query").focus();
  },
  "?": () => header.help(),
  Escape: escape,
});

lane.draw();
reading.describe();
connection.open();

/** For the tests, which fill the page faster than a worker could. */
export const page = { store, filters, reading, receive };
