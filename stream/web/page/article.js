// One article as a card: who and when, headline, text with its marks, claims, names.

import { el } from "./dom.js";
import { duration, languageName, moment, share, signed, writing } from "./format.js";
import { marked, marksOf, nameLink, typeClass } from "./marks.js";
import { strings } from "./strings.js";

const LEAD_CHARACTERS = 420;
const FEW_CLAIMS = 2;
const FEW_NAMES = 8;
const SENTIMENT_SIGNS = { negative: "▼", neutral: "◇", positive: "▲" };

/** The element of `record`; `worth` is the least check-worthiness a claim needs to be shown. */
export function articleCard(record, worth) {
  const parts = { ...record.message, record, worth, claims: claimsOf(record, worth), id: `article-${record.number}` };
  const text = bodyText(parts);
  const rest = !text.whole || parts.claims.length > FEW_CLAIMS || record.event.entities.length > FEW_NAMES;
  const { lang, dir } = writing(record.language);
  return el(
    "article",
    { class: "article", id: parts.id, lang, dir, tabindex: "0", "aria-labelledby": `${parts.id}-title` },
    about(parts),
    headline(parts),
    text.element,
    claimList(parts),
    nameList(parts),
    foot(parts, rest || record.open),
  );
}

/** The sign and word of a sentiment, with its score. */
export function sentimentBadge({ label, score }) {
  const t = strings();
  return own("span", { class: `sentiment ${label}` }, sign(SENTIMENT_SIGNS[label] ?? "◇"), ` ${t.sentiment[label] ?? label} `, bdi(signed(score)));
}

/** An element in the page's own language inside an article of any other. */
export function own(tag, attributes, ...children) {
  const { lang, dir } = document.documentElement;
  return el(tag, { lang, dir, ...attributes }, ...children);
}

/** A sign for the eye; the word beside it says the same. */
export const sign = (character) => el("span", { class: "sign", "aria-hidden": "true" }, character);

const bdi = (words) => el("bdi", { class: "figure", dir: "ltr" }, words);

function claimsOf({ event }, worth) {
  return event.claims
    .filter((claim) => claim.check_worthiness >= worth)
    .sort((a, b) => b.check_worthiness - a.check_worthiness);
}

function about({ event, delay_s: delay, received_at: arrived, record }) {
  const t = strings();
  const { article } = event;
  const published = article.published_at && moment(article.published_at);
  return el(
    "div",
    { class: "about" },
    el("span", { class: "outlet", dir: "auto" }, record.source || t.noSource),
    published
      ? own("time", { datetime: article.published_at }, published)
      : own("time", { datetime: new Date(arrived * 1000).toISOString() }, `${t.arrived} ${moment(arrived * 1000)}`),
    own("span", {}, languageName(record.language)),
    delay !== null && own("span", { title: t.delayTitle }, `${t.delay} `, el("bdi", { class: "figure" }, duration(Math.max(0, delay)))),
    el("span", { class: "mood" }, sentimentBadge(event.sentiment)),
  );
}

function headline({ id, title, event, worth }) {
  const attributes = { class: "headline", id: `${id}-title` };
  if (!title) return el("h3", { ...attributes, class: "headline none" }, own("bdi", {}, strings().noTitle));
  return el("h3", attributes, marked(title, marksOf(event, "title", title, worth)).fragment);
}

function bodyText({ body, event, worth, record }) {
  if (!body) return { element: null, whole: true };
  const { fragment, whole } = marked(body, marksOf(event, "body", body, worth), record.open ? Infinity : LEAD_CHARACTERS);
  return { element: el("p", { class: "text" }, fragment, whole ? null : "…"), whole };
}

function claimList({ claims, record }) {
  if (!claims.length) return null;
  const t = strings();
  return el(
    "section",
    { class: "claims" },
    el("h4", {}, own("bdi", {}, t.claims(claims.length))),
    el("ul", {}, (record.open ? claims : claims.slice(0, FEW_CLAIMS)).map(claimItem)),
  );
}

function claimItem(claim) {
  const t = strings();
  return el(
    "li",
    {},
    el(
      "div",
      { class: "says" },
      claim.claimant ? el("span", { class: "claimant" }, claim.claimant.text) : own("span", { class: "nobody" }, t.noClaimant),
      claim.cue && el("span", { class: "cue" }, claim.cue.text),
      claim.denied && own("span", { class: "tag denied" }, t.denied),
    ),
    el("div", { class: "said" }, claim.text),
    el("div", { class: "weights" }, meter(claim.check_worthiness), claim.basis.map((basis) => own("span", { class: "tag" }, t.basis[basis] ?? basis))),
  );
}

/** Check-worthiness as five bars and a number. */
function meter(value) {
  const bars = [0.2, 0.4, 0.6, 0.8, 1].map((step) => el("i", { class: value > step - 0.2 + 0.001 ? "on" : null }));
  return own("span", { class: "meter" }, el("span", { class: "bars", "aria-hidden": "true" }, bars), bdi(share(value)), ` ${strings().worthShort}`);
}

function nameList({ event, record }) {
  if (!event.entities.length) return null;
  const ordered = [...event.entities].sort((a, b) => b.salience - a.salience);
  const shown = record.open ? ordered : ordered.slice(0, FEW_NAMES);
  const label = { class: "chips", "aria-label": strings().entities };
  return el("ul", label, shown.map((entity) => el("li", {}, chip(entity))));
}

function chip(entity) {
  const link = nameLink(entity.name, entity);
  link.className = `chip ${typeClass(entity.type)} ${entity.rel === "about" ? "main" : ""}`.trim();
  link.setAttribute("dir", "auto");
  return link;
}

function foot({ event, clipped, record }, rest) {
  const t = strings();
  const link = webAddress(event.article.url);
  if (!rest && !link) return null;
  return el(
    "div",
    { class: "foot" },
    rest && own("button", { type: "button", class: "quiet", "data-open": "", "aria-expanded": String(record.open) }, record.open ? t.less : t.more),
    link && own("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, `${t.original} ↗`),
    clipped && record.open && own("span", { class: "small" }, t.clipped),
  );
}

/** The address if it is one of the web; an article's `url` is anybody's text, and `javascript:` is a URL too. */
function webAddress(url) {
  try {
    const { protocol, href } = new URL(url ?? "");
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}
