// ridgelaw/slim: the same library without the core's bytes in it, which the caller supplies once by `init`.
export { type CoreSource, init } from "./bridge/source.slim.ts";
export * from "./index.ts";
