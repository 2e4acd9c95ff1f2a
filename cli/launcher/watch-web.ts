import type { SupervisedService } from "#cli/launcher/supervise.ts";

const everyMs = 15_000;
const answerLimitMs = 10_000;
const misses = 3;

/** Asks the console for a small static file now and then; one that runs and does not answer is started again. */
export function watchWeb(web: SupervisedService, say: (line: string) => void): { stop(): void } {
  let missed = 0;
  const address = new URL("/icon.svg", web.details.url);
  const timer = setInterval(async () => {
    missed = (await answers(address)) ? 0 : missed + 1;
    if (missed < misses) return;
    missed = 0;
    say("The console does not answer; it is ended.");
    web.restart();
  }, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

async function answers(address: URL): Promise<boolean> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(answerLimitMs) });
    await response.arrayBuffer();
    return response.status < 500;
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return false;
    throw error;
  }
}
