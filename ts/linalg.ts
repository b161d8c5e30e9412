// ridgelaw/linalg: the dense linear algebra beneath the library.
export { cholesky, eigh, gram, multiply, svd } from "./linalg/dense.ts";
