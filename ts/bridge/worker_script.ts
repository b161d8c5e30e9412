// The text of a worker that holds a core of its own.
export { default as workerScript } from "ridgelaw:worker";
