import { expect, type Page, test } from "@playwright/test";
import { type ColdStartTruth, coldStartTruth } from "#simulator/fleet/cold-start-truth.ts";
import { createFleet } from "#simulator/fleet/fleet.ts";
import { defaultRegions } from "#simulator/server.ts";
import { openPage } from "./open-page.ts";
import { signIn } from "./sign-in.ts";

const dayMs = 86_400_000;
const today = Math.floor(Date.now() / dayMs) * dayMs;

/** The fleet that the suite's stack runs on (lib/testing/stack-process.ts). */
const fleet = createFleet({ accounts: 3, functions: 120, seed: 11, regions: [...defaultRegions], now: new Date() });

/** Functions whose starts are in the log as text, with what of them is to be seen on the day that is sampled first. */
const functions = Array.from({ length: fleet.functionCount }, (_, index) => index)
  .filter((index) => {
    const { LoggingConfig: logging, SnapStart: snapStart } = fleet.functionAt(index).configuration();
    return logging?.LogFormat === "Text" && snapStart?.ApplyOn !== "PublishedVersions";
  })
  .map((index) => ({
    index,
    arn: fleet.functionAt(index).arn,
    yesterday: onDemand(index, today - dayMs, today).length,
  }));

function onDemand(index: number, from: number, to: number): ColdStartTruth[] {
  return coldStartTruth(fleet, index, new Date(from), new Date(to)).filter(({ provisioned }) => !provisioned);
}

/** The figure called "Felt" with all that stands under it. */
const felt = (page: Page) => page.getByRole("link", { name: "Felt", exact: true }).first().locator("xpath=../..");

test("the felt rate stands beside the rate, with its interval and the starts that were looked at", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/cold-starts?range=7d");
  await expect(felt(page)).toHaveText(/^Felt\d.*%\d.*% – \d.*%, \d+ starts looked at$/);
});

test("a function's starts say how many were looked at, or why it is not known", async ({ page }) => {
  const looked = functions.toSorted((one, other) => other.yesterday - one.yesterday)[0];
  const other = functions.find(
    ({ index, yesterday }) => yesterday === 0 && onDemand(index, today - 6 * dayMs, today - dayMs).length > 0,
  );
  await signIn(page, "engineer");
  await openPage(page, `/functions/${encodeURIComponent(looked?.arn ?? "")}?tab=starts&range=7d`);
  await expect(felt(page)).toContainText(/\d starts looked at/);
  await openPage(page, `/functions/${encodeURIComponent(other?.arn ?? "")}?tab=starts&range=7d`);
  await expect(felt(page)).toContainText("not known: No start was looked at yet");
});
