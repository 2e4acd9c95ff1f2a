import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { openPage } from "./open-page.ts";
import { signIn } from "./sign-in.ts";

test("the network page says what NAT gateways carry, and exports subnets", async ({ page }) => {
  await signIn(page, "engineer");
  await openPage(page, "/network");
  const nat = page.getByRole("region", { name: "NAT gateways", exact: true });
  await expect(nat.getByText(/a month at list price/)).toBeVisible();
  await expect(nat.getByRole("cell", { name: /^nat-0/ }).first()).toBeVisible();
  const comparison = page.getByRole("region", { name: "Interface endpoint or NAT gateway" });
  for (const [label, value] of [
    ["GB a month to the service", "500"],
    ["Availability Zones", "2"],
    ["Endpoint, $ an hour and zone", "0.01"],
    ["Endpoint, $ a GB", "0.01"],
    ["NAT gateway, $ a GB", "0.045"],
  ] as const)
    await comparison.getByLabel(label, { exact: true }).fill(value);
  await expect(
    comparison.getByText(/cheaper from 417 GB a month on.*the endpoint is cheaper by \$2\.90/),
  ).toBeVisible();
  await comparison.getByLabel("Availability Zones").fill("-1");
  await expect(comparison.getByText("Give a whole number from 1 to 20.")).toBeVisible();

  const subnets = page.getByRole("region", { name: "Subnets", exact: true });
  await subnets.getByRole("button", { name: "Export" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const text = await readFile(await (await downloading).path(), "utf8");
  expect(text.split("\r\n")[0]).toMatch(/^subnetId,name,addressesLeft,/);
  expect(text.split("\r\n").length).toBeGreaterThan(3);
});

test("money is not there for whom it is not", async ({ page }) => {
  await signIn(page, "security");
  await openPage(page, "/network");
  const nat = page.getByRole("region", { name: "NAT gateways", exact: true });
  await expect(nat.getByRole("cell", { name: /^nat-0/ }).first()).toBeVisible();
  await expect(nat.getByText(/\$/)).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Interface endpoint or NAT gateway" })).toHaveCount(0);
  const csv = await (await page.request.get("/api/network/export?table=nat")).text();
  expect(csv).not.toContain("usd");
});

test("the stance is an administrator's, and the page follows it", async ({ page, browser, baseURL }) => {
  await signIn(page, "admin");
  await openPage(page, "/settings/network");
  await page.getByRole("radio", { name: /^Required/ }).click();
  await page.getByRole("button", { name: "Save stance" }).click();
  await expect(page.getByText("Functions in a VPC: required")).toBeVisible();
  await openPage(page, "/network");
  const need = page.getByRole("region", { name: "Does it need the VPC?" });
  await expect(need.getByRole("heading", { name: /^Outside a VPC: \d+ functions/ })).toBeVisible();

  await openPage(page, "/settings/network");
  await expect(page.getByRole("radio", { name: /^Required/ })).toBeChecked();
  await page.getByRole("radio", { name: /^Allowed/ }).click();
  await page.getByRole("button", { name: "Save stance" }).click();
  await expect(page.getByText("Functions in a VPC: allowed")).toBeVisible();

  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await context.newPage();
  await signIn(other, "engineer");
  const response = await other.goto("/settings/network");
  expect(response?.status()).toBe(403);
  await context.close();
});
