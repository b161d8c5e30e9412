// Where marks are drawn: the page's own document, or one that needs no browser.
import { parseHTML } from "linkedom";

/** The document that was given, else the page's, else an empty one of linkedom. */
export function documentFor(given: Document | undefined): Document {
  if (given) return given;
  if (typeof document !== "undefined") return document;
  return parseHTML("<!doctype html><html><body></body></html>").document;
}
