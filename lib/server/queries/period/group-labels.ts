import { sharedDatabase } from "#lib/db/shared-database.ts";

/** How a value of a dimension is written: teams and accounts by name. */
export async function groupLabels(dimension: string): Promise<(value: string) => string> {
  const { prisma } = sharedDatabase();
  if (dimension === "team") {
    const teams = await prisma.team.findMany({ select: { id: true, name: true } });
    const names = new Map(teams.map(({ id, name }) => [id, name]));
    return (value) => (value === "" ? "No team" : (names.get(value) ?? "A team that is gone"));
  }
  if (dimension === "account") {
    const accounts = await prisma.account.findMany({ select: { id: true, name: true } });
    const names = new Map(accounts.map(({ id, name }) => [id, name]));
    return (value) => (names.get(value) ? `${names.get(value)} (${value})` : value);
  }
  return (value) => value;
}
