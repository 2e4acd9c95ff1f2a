import { agedFleet, changeStore, rangesOf } from "./setup/aged-fleet.ts";
import type { Bench } from "./setup/bench.ts";
import { openWeb } from "./setup/bench-web.ts";
import { timePage, timePageAnew } from "./setup/page-times.ts";

/** The page of cold starts and what it loads later, over 10,000 functions and 13 months. */
export const bench: Bench = {
  name: "page-cold-starts",
  title: "/cold-starts over 10,000 functions and 13 months, signed in, warm, to the last byte (p95)",
  async *run(context) {
    const fleet = await agedFleet(context);
    const visitor = await (await openWeb(context, fleet)).visitor();
    for (const range of rangesOf(fleet)) {
      yield await timePage(visitor, `page-cold-starts ${range}`, `/cold-starts?range=${range}`);
    }
    for (const range of rangesOf(fleet)) {
      const name = `page-cold-starts ${range} anew`;
      yield await timePageAnew(visitor, name, `/cold-starts?range=${range}`, () => changeStore(fleet));
    }
    for (const group of ["memory", "team", "account"]) {
      yield await timePage(visitor, `page-cold-starts by ${group}`, `/cold-starts?range=90d&by=${group}`);
    }
    yield await timePage(visitor, "page-cold-starts compared", "/cold-starts?range=7d&compare=true");
    for (const read of ["offenders", "remedy-summary", "uncovered", "week"]) {
      yield await timePage(visitor, `page-cold-starts ${read}`, `/api/cold-starts/${read}?range=7d`);
    }
    context.explain(`${fleet.size.functions} functions in the store`);
  },
};
