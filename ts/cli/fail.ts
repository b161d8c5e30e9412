// How a command ends otherwise than well.

/** Wrong use of the command line: one sentence, exit code 2. */
export class Misuse extends Error {}

/** What could not be done, by no fault of the arguments: one sentence, exit code 1. */
export class Failure extends Error {}
