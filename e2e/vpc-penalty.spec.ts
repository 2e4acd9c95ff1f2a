import { expect, test } from "@playwright/test";
import { fleetStories } from "#simulator/fleet/stories.ts";
import { openPage } from "./open-page.ts";
import { signIn } from "./sign-in.ts";
import { stackFleet as fleet } from "./stack-fleet.ts";

test("an engineer reads what a VPC costs at start, with both sides counted, and never as a cause", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/network?range=90d");
  const section = page.getByRole("region", { name: "Start penalty", exact: true });
  await expect(section).toContainText(
    /later than alike|sooner than alike|No difference in start can be told|Too few functions|cannot be measured/,
  );
  await section.getByText("Method", { exact: true }).first().click();
  await expect(section).toContainText("association, not a cause");
  // Inits and functions of a side, "1,240 (12)", where the fleet has functions alike on both sides.
  const counts = section.getByRole("region", { name: "Start penalty by stratum" }).getByText(/^[\d,]+ \(\d+\)$/);
  const none = section.getByText("No function outside a VPC is like one inside");
  await expect(counts.or(none).first()).toBeVisible();
});

test("a function that moved into a VPC is compared with itself, on the page and in its history", async ({ page }) => {
  const moved = fleetStories(fleet).find(({ kind }) => kind === "moved-into-vpc");
  const name = moved?.functionArn.split(":").at(-1) ?? "";
  await signIn(page, "engineer");
  await openPage(page, "/network");
  const link = page.getByRole("region", { name: "Before and after a move" }).getByRole("link", { name, exact: true });
  await expect(link).toBeVisible();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
  await expect(page.getByText("Association, not cause.").first()).toBeVisible();
});
