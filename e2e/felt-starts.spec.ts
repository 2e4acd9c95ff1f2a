import { expect, type Page, test } from "@playwright/test";
import { type ColdStartTruth, coldStartTruth } from "#simulator/fleet/cold-start-truth.ts";
import { insightsTruth } from "#simulator/fleet/insights-truth.ts";
import { openPage } from "./open-page.ts";
import { signIn } from "./sign-in.ts";
import { stackFleet as fleet, syncDays } from "./stack-fleet.ts";

const dayMs = 86_400_000;

/** Functions whose starts are in the log as text, with what of them is to be seen on the day that is sampled first: the one before that of the sync. */
const functions = Array.from({ length: fleet.functionCount }, (_, index) => index)
  .filter((index) => {
    const { LoggingConfig: logging, SnapStart: snapStart } = fleet.functionAt(index).configuration();
    return logging?.LogFormat === "Text" && snapStart?.ApplyOn !== "PublishedVersions";
  })
  .map((index) => ({
    index,
    arn: fleet.functionAt(index).arn,
    sampled: syncDays.map((today) => onDemand(index, today - dayMs, today).length),
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
  const looked = functions.toSorted((one, other) => Math.min(...other.sampled) - Math.min(...one.sampled))[0];
  const other = functions.find(
    ({ index, sampled }) =>
      Math.max(...sampled) === 0 &&
      onDemand(index, (syncDays[0] ?? 0) - 5 * dayMs, (syncDays[0] ?? 0) - dayMs).length > 0,
  );
  await signIn(page, "engineer");
  await openPage(page, `/functions/${encodeURIComponent(looked?.arn ?? "")}?tab=starts&range=7d`);
  await expect(felt(page)).toContainText(/\d starts looked at/);
  await openPage(page, `/functions/${encodeURIComponent(other?.arn ?? "")}?tab=starts&range=7d`);
  await expect(felt(page)).toContainText("not known: No start was looked at yet");
});

test("starts that a function's own log hides are those that Lambda Insights tells, and say so", async ({ page }) => {
  const hidden = Array.from({ length: fleet.functionCount }, (_, index) => index).find((index) => {
    const { LoggingConfig: logging, SnapStart: snapStart } = fleet.functionAt(index).configuration();
    if (logging?.SystemLogLevel !== "WARN" || snapStart?.ApplyOn === "PublishedVersions") return false;
    return syncDays.every(
      (today) => (insightsTruth(fleet, index, new Date(today - dayMs), new Date(today))?.coldStarts ?? 0) > 0,
    );
  });
  const { arn } = fleet.functionAt(hidden ?? -1);
  await signIn(page, "engineer");
  await openPage(page, `/functions/${encodeURIComponent(arn)}?tab=starts&range=7d`);
  await expect(page.getByText("From Lambda Insights", { exact: true })).toBeVisible();
  await expect(page.getByText(/^of .+ invocations, from Lambda Insights$/)).toBeVisible();
  await expect(felt(page)).toContainText("not known");
});
