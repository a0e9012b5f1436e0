// Runs before the first paint, so that a chosen theme or language does not flash. Not a module: modules wait.
(() => {
  const root = document.documentElement;
  let theme = null;
  let tongue = null;
  try {
    theme = localStorage.getItem("newsstream.theme");
    tongue = localStorage.getItem("newsstream.tongue");
  } catch {
    // Storage may be switched off; the page then follows the system.
  }
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const arabic = tongue ? tongue === "ar" : /^ar\b/i.test(navigator.language);
  root.lang = arabic ? "ar" : "en";
  root.dir = arabic ? "rtl" : "ltr";
})();
