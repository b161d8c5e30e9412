/** What the user has to mend: its message is one sentence and is all that is printed. */
export class Missing extends Error {}

/** A child process that failed; `output` is what it printed. */
export class CommandFailed extends Error {
  constructor(command, code, output) {
    super(`\`${command}\` ended with exit code ${code}`);
    this.output = output;
  }
}

/** Runs `main` and turns what it throws into words and exit code 1. */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    report(error);
    process.exitCode = 1;
  }
}

function report(error) {
  if (error instanceof CommandFailed && error.output) console.error(error.output.trimEnd());
  const expected = error instanceof Missing || error instanceof CommandFailed;
  console.error(expected ? `error: ${error.message}` : error);
}
