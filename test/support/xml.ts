// A strict reader of the XML that pictures are written in.

/** An element with its attributes, its text and the elements in it. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: XmlElement[];
}

const token = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const entity = /&(?:amp|lt|gt|quot|#\d+);/g;

/** Reads one element; throws where the text is not well-formed. */
export function readXml(text: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, text: "", children: [] };
  const open = [root];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (!match) throw new Error(`not well-formed at ${JSON.stringify(text.slice(at, at + 60))}`);
    take(match, open);
  }
  const [only, ...more] = root.children;
  if (open.length !== 1 || !only || more.length > 0) throw new Error("one element was expected");
  return only;
}

function take([, close, name, attributes, empty, words]: RegExpExecArray, open: XmlElement[]) {
  const parent = open.at(-1) as XmlElement;
  if (words !== undefined) parent.text += checked(words);
  else if (close) {
    if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
  } else {
    const element = {
      name: name ?? "",
      attributes: pairs(attributes ?? ""),
      text: "",
      children: [],
    };
    parent.children.push(element);
    if (!empty) open.push(element);
  }
}

function checked(words: string): string {
  if (words.replace(entity, "").includes("&")) throw new Error(`a bare & in ${words}`);
  return words;
}

function pairs(text: string): Record<string, string> {
  const found = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
    ([, name, value]) => [name, checked(value ?? "")] as const,
  );
  const names = found.map(([name]) => name);
  if (new Set(names).size < names.length) throw new Error(`an attribute twice in ${text}`);
  return Object.fromEntries(found);
}

/** An element and all beneath it. */
export const everyElement = (element: XmlElement): XmlElement[] => [
  element,
  ...element.children.flatMap(everyElement),
];

/** The marks of a role: drawn elements in groups of that class, the legend's left out. */
export function marks(picture: XmlElement, role: string, label: string): XmlElement[] {
  const groups = everyElement(picture).filter(
    ({ attributes }) => attributes["class"] === `rl-${role}` && attributes["aria-label"] === label,
  );
  return groups.flatMap((group) => group.children);
}
