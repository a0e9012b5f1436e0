// The articles the page holds, and what is named in them. Bounded: the oldest leave, and their counts with them.

import { folded } from "./text.js";

const MAX_ARTICLES = 10_000;
const MAX_CHARACTERS = 60_000_000; // about 250 MB with the folded copy; reached only by very long articles

export class Store {
  constructor(limit = MAX_ARTICLES) {
    this.limit = limit;
    this.records = []; // oldest first: adding is a push, and what is shown counts from the end
    this.byArticle = new Map();
    this.entities = new Map();
    this.sources = new Map();
    this.languages = new Map();
    this.characters = 0;
    this.arrived = 0;
  }

  /** Takes a message in. Returns {added, removed}: the record or null for a repeat, and the records that left. */
  add(message) {
    const { article } = message.event;
    const before = this.byArticle.get(article.id);
    if (before?.hash === article.content_hash) return { added: null, removed: [] };
    const removed = before ? [this.#remove(this.records.indexOf(before))] : [];
    const added = record(message, (this.arrived += 1));
    this.records.push(added);
    this.byArticle.set(article.id, added);
    this.#count(added, 1);
    while (this.records.length > this.limit || this.characters > MAX_CHARACTERS) removed.push(this.#remove(0));
    return { added, removed };
  }

  #remove(index) {
    const [gone] = this.records.splice(index, 1);
    if (this.byArticle.get(gone.id) === gone) this.byArticle.delete(gone.id);
    this.#count(gone, -1);
    return gone;
  }

  #count(one, step) {
    this.characters += step * one.size;
    tally(this.sources, one.source, step);
    tally(this.languages, one.language, step);
    for (const entity of one.event.entities) this.#countEntity(entity, one.language, step);
  }

  #countEntity(entity, language, step) {
    const seen = this.entities.get(entity.id) ?? { articles: 0, spellings: new Map(), names: {} };
    if (step > 0) Object.assign(seen, { id: entity.id, type: entity.type, name: entity.name, nameEn: entity.name_en });
    if (step > 0) seen.names[language] = entity.name;
    seen.articles += step;
    for (const { text } of entity.mentions) tally(seen.spellings, text, step);
    if (seen.articles > 0) this.entities.set(entity.id, seen);
    else this.entities.delete(entity.id);
  }
}

/** What to call an entity in `language`: as its articles do, else its English name, else as the last article did. */
export const calledIn = (language, { names, nameEn, name }) => names[language] || (language === "en" && nameEn) || name;

function record(message, number) {
  const { event, title, body } = message;
  const names = event.entities.flatMap((entity) => [entity.name, entity.name_en ?? ""]);
  const source = event.article.source ?? "";
  return {
    number,
    message,
    event,
    id: event.article.id,
    hash: event.article.content_hash,
    source,
    language: (event.article.language ?? "und").split("-")[0].toLowerCase(),
    entityIds: new Set(event.entities.map((entity) => entity.id)),
    worth: event.claims.reduce((most, claim) => Math.max(most, claim.check_worthiness), 0),
    searched: folded([title, body, source, ...names].join("\n")),
    size: title.length + body.length,
    height: 0,
    open: false,
  };
}

function tally(counts, key, step) {
  const left = (counts.get(key) ?? 0) + step;
  if (left > 0) counts.set(key, left);
  else counts.delete(key);
}
