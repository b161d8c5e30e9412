// Fenced blocks of code in Markdown.
const fence = /^(`{3,})(\w+)([^\n`]*)\n([\s\S]*?)^\1[ \t]*$/gm;
const languages = ["ts", "js", "sh", "html"];

/**
 * The blocks of `text` in a language that can be run: `{ language, code, line, marks }`.
 * A mark is a word behind the language: `runnable`, or `shown` for what cannot be run where the tests are.
 */
export function snippets(text) {
  const all = [...text.matchAll(fence)].map((match) => {
    const [, , language, info, code] = match;
    const line = text.slice(0, match.index).split("\n").length;
    return { language, code, line, marks: info.trim().split(/\s+/) };
  });
  return all.filter(({ language }) => languages.includes(language));
}
