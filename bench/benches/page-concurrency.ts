import { agedFleet, changeStore, rangesOf } from "./setup/aged-fleet.ts";
import type { Bench } from "./setup/bench.ts";
import { openWeb } from "./setup/bench-web.ts";
import { timePage, timePageAnew } from "./setup/page-times.ts";

/** The page of concurrency over 10,000 functions and 13 months. */
export const bench: Bench = {
  name: "page-concurrency",
  title: "/concurrency over 10,000 functions and 13 months, signed in, warm, to the last byte (p95)",
  async *run(context) {
    const fleet = await agedFleet(context);
    const visitor = await (await openWeb(context, fleet)).visitor();
    for (const range of rangesOf(fleet)) {
      yield await timePage(visitor, `page-concurrency ${range}`, `/concurrency?range=${range}`);
    }
    for (const page of ["concurrency", "network"]) {
      const name = `page-${page} 7d anew`;
      yield await timePageAnew(visitor, name, `/${page}?range=7d`, () => changeStore(fleet));
    }
    yield await timePage(visitor, "page-concurrency compared", "/concurrency?range=7d&compare=true");
    yield await timePage(visitor, "page-network 7d", "/network?range=7d");
    yield await timePage(visitor, "page-network 90d", "/network?range=90d");
    yield await timePage(visitor, "page-overview 7d", "/overview?range=7d");
    context.explain(`${fleet.size.functions} functions in the store`);
  },
};
