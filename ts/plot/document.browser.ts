// Stands in for document.ts in the build for browsers, which needs no linkedom.

/** The document that was given, else the page's. */
export function documentFor(given: Document | undefined): Document {
  return given ?? document;
}
