// Building elements. Text only ever becomes text nodes; the page's policy (Trusted Types) refuses markup from strings.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children; a string child is a text node; null and false are left out. */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Replaces the content of `host`. */
export function put(host, ...children) {
  host.replaceChildren(...children.flat().filter(shown));
}

export const byId = (id) => document.getElementById(id);

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (!shown(value)) continue;
    if (name === "on") listen(element, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter(shown));
  return element;
}

function listen(element, handlers) {
  for (const [type, handler] of Object.entries(handlers)) element.addEventListener(type, handler);
}

const shown = (value) => value !== null && value !== undefined && value !== false;
