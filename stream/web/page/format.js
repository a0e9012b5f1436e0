// Numbers, times and names of languages in the page's language. Latin digits in both: figures are compared side by side.

import { strings } from "./strings.js";

const locale = () => (document.documentElement.lang === "ar" ? "ar-u-nu-latn" : "en-GB");
const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]);

export const number = (value) => new Intl.NumberFormat(locale()).format(value);
export const compact = (value) =>
  new Intl.NumberFormat(locale(), { notation: "compact", maximumFractionDigits: 1 }).format(value);
export const share = (value) => value.toFixed(2);
export const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;

/** Seconds as a length of time in the unit that fits. */
export function duration(seconds) {
  const [value, unit] =
    seconds < 90 ? [seconds, "second"]
    : seconds < 5400 ? [seconds / 60, "minute"]
    : seconds < 172800 ? [seconds / 3600, "hour"]
    : [seconds / 86400, "day"];
  const digits = unit === "second" && value < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "narrow", minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** A moment as date and time of day, here; null for what is no moment. */
export function moment(value) {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return null;
  const options = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(locale(), options).format(date);
}

/** The name of a language by its tag; the tag itself where the browser knows no name. */
export function languageName(tag) {
  if (tag === "und") return strings().languageUnknown; // browsers call it "root"
  try {
    return new Intl.DisplayNames([locale()], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** `lang` and `dir` for a text in the language `tag`. */
export function writing(tag) {
  if (!tag || !/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(tag) || tag === "und") return { dir: "auto" };
  return { lang: tag, dir: RIGHT_TO_LEFT.has(tag.split("-")[0].toLowerCase()) ? "rtl" : "ltr" };
}
