import { RidgelawError } from "./errors.ts";

/** Options that are an object at all, for those who take them apart. */
export function requireOptions<Options extends object>(options: Options): Options {
  if (typeof options === "object" && options !== null && !Array.isArray(options)) return options;
  throw new RidgelawError(
    "WrongType",
    "options",
    `options must be an object, not ${String(options)}`,
  );
}

/** The same, for those who pass none of them on to the core, which would find the misspelt. */
export function requireKnown<Options extends object>(
  options: Options,
  names: readonly string[],
): Options {
  const stray = Object.keys(requireOptions(options)).find((name) => !names.includes(name));
  if (stray === undefined) return options;
  const message = `${stray} is not an argument here; expected one of: ${names.join(", ")}`;
  throw new RidgelawError("Unknown", stray, message);
}
