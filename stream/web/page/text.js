// Where marks stand in a text. The wire counts Unicode code points, JavaScript counts UTF-16 units: an emoji is one
// of the first and two of the second, so every offset passes through `unitOffsets` before it touches a string.

/** A function from code point offset to UTF-16 offset; -1 for what lies outside the text. */
export function unitOffsets(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (point) => (point >= 0 && point <= text.length ? point : -1);
  const units = [0];
  for (const character of text) units.push(units[units.length - 1] + character.length);
  return (point) => units[point] ?? -1;
}

/** `marks` ({start, end, text, …} in code points) with UTF-16 offsets; one that does not fit the text is left out. */
export function placed(text, marks) {
  const unit = unitOffsets(text);
  return marks
    .map((mark) => ({ ...mark, start: unit(mark.start), end: unit(mark.end) }))
    .filter(({ start, end, text: words }) => start >= 0 && end > start && text.slice(start, end) === words);
}

/**
 * The text cut into pieces {start, end, claim, role, name} that never overlap; the last three are marks or null.
 * Names stay whole, since each becomes one link: the edge of a claim or role inside a name moves to the name's edge.
 */
export function pieces(text, { names, roles, claims }) {
  const whole = apart(names);
  const cut = { claim: apart(snapped(claims, whole)), role: apart(snapped(roles, whole)), name: whole };
  const edges = new Set([0, text.length]);
  for (const marks of Object.values(cut)) for (const { start, end } of marks) edges.add(start).add(end);
  const ordered = [...edges].sort((a, b) => a - b);
  const covering = Object.fromEntries(Object.entries(cut).map(([kind, marks]) => [kind, cover(marks)]));
  return ordered.slice(1).map((end, index) => {
    const start = ordered[index];
    return { start, end, claim: covering.claim(start), role: covering.role(start), name: covering.name(start) };
  });
}

/** Where to stop a shortened text: at a space near `length`, never in the middle of a name or a character. */
export function leadEnd(text, length, names) {
  if (text.length <= length * 1.25) return text.length;
  const space = text.slice(0, length).search(/\s\S*$/);
  let end = space > length / 2 ? space : length;
  if (/[\ud800-\udbff]/.test(text[end - 1])) end += 1;
  const across = names.find(({ start, end: last }) => start < end && end < last);
  return across ? across.end : end;
}

/** The text as it is compared in a search: case, accents, vowel marks and the spellings of alef, yeh, teh set aside. */
export function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/[\p{Mn}\u0640]/gu, "")
    .toLowerCase()
    .replace(/[ٱأإآ]/g, "ا")
    .replace(/[ىی]/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/ک/g, "ك");
}

/** Ordered and free of overlaps: of two that overlap the earlier, of two that start together the longer. */
function apart(marks) {
  const kept = [];
  for (const mark of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (!kept.length || mark.start >= kept[kept.length - 1].end) kept.push(mark);
  }
  return kept;
}

function snapped(marks, names) {
  return marks.map((mark) => {
    const first = names.find(({ start, end }) => start < mark.start && mark.start < end);
    const last = names.find(({ start, end }) => start < mark.end && mark.end < end);
    return { ...mark, start: first?.start ?? mark.start, end: last?.end ?? mark.end };
  });
}

/** Asked for ascending positions, the mark that covers each, or null. */
function cover(marks) {
  let next = 0;
  return (position) => {
    while (next < marks.length && marks[next].end <= position) next += 1;
    return next < marks.length && marks[next].start <= position ? marks[next] : null;
  };
}
