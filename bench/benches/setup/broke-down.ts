/** A part that dies by itself makes every figure of the run wrong: the run then fails as a whole. */
export function brokeDown(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
