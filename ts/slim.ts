// ridgelaw/slim: the same library without the cores' bytes in it, which the caller supplies by `init`.
export { type CoreSource, init } from "./bridge/provided.ts";
export * from "./index.ts";
