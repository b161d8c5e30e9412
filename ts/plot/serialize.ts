// SVG elements to text that is well-formed XML.

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

/** Text that is safe in XML and HTML, between tags and in quoted attributes. */
export const escapeText = (text: string): string =>
  [...text]
    .filter(isAllowed)
    .map((character) => escapes[character] ?? character)
    .join("");

/** Control characters have no place in XML, escaped or not. */
const isAllowed = (character: string) => character >= " " || /[\t\n\r]/.test(character);

/** One element with all it holds. */
export function serialize(element: Element): string {
  const name = element.localName === "clippath" ? "clipPath" : element.localName;
  if (name === "style") return "";
  const attributes = [...element.attributes].map(attribute).join("");
  const inner = serializeChildren(element);
  return inner === "" ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
}

/** What an element holds, without the element itself. */
export const serializeChildren = (element: Element): string =>
  [...element.childNodes].map(serializeNode).join("");

function serializeNode(node: Node): string {
  if (node.nodeType === 1) return serialize(node as Element);
  return node.nodeType === 3 ? escapeText(node.textContent ?? "") : "";
}

const attribute = ({ name, value }: Attr): string =>
  ` ${name}="${escapeText(value.replace(longDecimals, rounded))}"`;

/** Pictures need no more than hundredths of a pixel. */
const rounded = (digits: string) => String(Math.round(Number(digits) * 100) / 100);

const longDecimals = /-?\d+\.\d{3,}(?:e-?\d+)?/g;
