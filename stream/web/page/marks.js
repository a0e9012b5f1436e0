// A text with its names, claims, claimants and cues marked, as elements.

import { el } from "./dom.js";
import { leadEnd, pieces, placed } from "./text.js";

const WELL_WORTH = 0.6; // claims from here on are marked with the full stroke

/** The marks of one field ("title" or "body") of an article, in UTF-16 offsets of `text`. */
export function marksOf(event, field, text, worth) {
  const claims = event.claims.filter((claim) => claim.field === field && claim.check_worthiness >= worth);
  const named = event.entities.flatMap((entity) =>
    entity.mentions.filter((mention) => mention.field === field).map((mention) => ({ ...mention, entity })),
  );
  const said = claims.flatMap((claim) => [
    claim.cue && { ...claim.cue, kind: "cue" },
    claim.claimant && { ...claim.claimant, kind: "claimant" },
  ]);
  return { names: placed(text, named), claims: placed(text, claims), roles: placed(text, said.filter(Boolean)) };
}

/** `text` up to about `length` characters (Infinity for all), marked. `whole` tells whether that was all of it. */
export function marked(text, marks, length = Infinity) {
  const end = leadEnd(text, length, marks.names);
  const fragment = document.createDocumentFragment();
  const open = { claim: null, role: null, claimHost: null, roleHost: null };
  for (const piece of pieces(text, marks)) {
    if (piece.start >= end) break;
    const host = hostOf(piece, open, fragment);
    const words = text.slice(piece.start, Math.min(piece.end, end));
    host.append(...(piece.name ? [nameLink(words, piece.name.entity)] : paragraphs(words)));
  }
  return { fragment, whole: end >= text.length };
}

/** Empty lines become a gap of less than a line; the characters stay, so that copied text is the article's. */
function paragraphs(words) {
  return words.split(/(\n\s*\n)/).map((part) => (/^\n\s*\n$/.test(part) ? el("span", { class: "paragraph" }, part) : part));
}

/** A name as a link to the articles that have it. */
export function nameLink(words, entity) {
  return el(
    "a",
    { class: `name ${typeClass(entity.type)}`, href: `./#entity=${encodeURIComponent(entity.id)}`, "data-entity": entity.id },
    words,
  );
}

/** The class of an entity type; an unknown type looks like "other". */
export const typeClass = (type) => ({ PER: "per", ORG: "org", LOC: "loc" })[type] ?? "misc";

const worthClass = (claim) => (claim.check_worthiness >= WELL_WORTH ? "claim worth-1" : "claim");

/** The element that a piece goes into: a claim holds roles, a role holds names. Neighbours share their element. */
function hostOf(piece, open, fragment) {
  if (piece.claim !== open.claim) {
    open.claim = piece.claim;
    open.claimHost = piece.claim ? el("span", { class: worthClass(piece.claim) }) : null;
    if (open.claimHost) fragment.append(open.claimHost);
    open.role = null;
  }
  const outer = open.claimHost ?? fragment;
  if (piece.role !== open.role) {
    open.role = piece.role;
    open.roleHost = piece.role ? el("span", { class: piece.role.kind }) : null;
    if (open.roleHost) outer.append(open.roleHost);
  }
  return (piece.role && open.roleHost) || outer;
}
