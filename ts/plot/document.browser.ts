// Stands in for document.ts in the build for browsers, which needs no linkedom.
import { RidgelawError } from "../bridge/errors.ts";

/** The document that was given, else the page's. */
export function documentFor(given: Document | undefined): Document {
  if (given) return given;
  if (typeof document !== "undefined") return document;
  const message = "document must be there: a worker has none of its own to draw with";
  throw new RidgelawError("Missing", "document", message);
}
