// What the reader has chosen, kept in this browser only. Where storage is switched off, nothing is kept.

export function stored(name) {
  try {
    return localStorage.getItem(`newsstream.${name}`);
  } catch {
    return null;
  }
}

export function store(name, value) {
  try {
    localStorage.setItem(`newsstream.${name}`, value);
  } catch {
    // The choice then lasts as long as the page.
  }
}
