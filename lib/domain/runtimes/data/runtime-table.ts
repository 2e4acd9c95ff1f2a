/**
 * Lambda's managed runtimes as AWS names them, with their UTC days of deprecation (no more patches or support), of the
 * block on creating functions and of the block on updating them. Invocations are never blocked. AWS has moved these days
 * repeatedly, so pages show the day of this table.
 *
 * Sources: cfn-lint LmbdRuntimeLifecycle.json of 2026-06-02 (transcribed from AWS's runtimes page), endoflife.date of
 * 2026-08-16 for the AL2023 Java rows (their block on creation is not in it), and the Runtime enum of
 * @aws-sdk/client-lambda 3.1162.0 of 2026-11-04 for the previews, whose days are not scheduled.
 */
export const runtimeTableDate = "2026-08-16";

/** Runtimes in preview on 2026-09-25: no support promise, and not something to move to yet. */
export const previewRuntimes: readonly string[] = ["nodejs26.x", "python3.15"];

type Row = readonly [
  runtime: string,
  os: string,
  deprecated: string | null,
  blockCreate: string | null,
  blockUpdate: string | null,
  successor: string | null,
];

export const runtimeRows: readonly Row[] = [
  ["dotnet10", "al2023", "2028-11-14", "2028-12-14", "2029-01-15", null],
  ["dotnet6", "al2", "2024-12-20", "2027-02-01", "2027-03-03", "dotnet10"],
  ["dotnet8", "al2023", "2026-11-10", "2027-02-01", "2027-03-03", "dotnet10"],
  ["dotnetcore1.0", "al1", "2019-06-27", "2019-06-30", "2019-07-30", "dotnet10"],
  ["dotnetcore2.0", "al1", "2019-05-30", "2019-04-30", "2019-05-30", "dotnet10"],
  ["dotnetcore2.1", "al1", "2022-01-05", "2022-01-05", "2022-04-13", "dotnet10"],
  ["dotnetcore3.1", "al2", "2023-04-03", "2023-04-03", "2023-05-03", "dotnet10"],
  ["go1.x", "al1", "2024-01-08", "2024-02-08", "2027-03-03", "provided.al2023"],
  ["java11", "al2", "2027-06-30", "2027-07-31", "2027-08-31", "java25"],
  ["java11.al2023", "al2023", "2029-06-30", null, "2029-08-31", null],
  ["java17", "al2", "2027-06-30", "2027-07-31", "2027-08-31", "java25"],
  ["java17.al2023", "al2023", "2029-06-30", null, "2029-08-31", null],
  ["java21", "al2023", "2029-06-30", "2029-07-31", "2029-08-31", "java25"],
  ["java25", "al2023", "2029-06-30", "2029-07-31", "2029-08-31", null],
  ["java8", "al1", "2024-01-08", "2024-02-08", "2027-03-03", "java25"],
  ["java8.al2", "al2", "2027-06-30", "2027-07-31", "2027-08-31", "java25"],
  ["java8.al2023", "al2023", "2029-06-30", null, "2029-08-31", null],
  ["nodejs", "al1", "2016-08-30", "2016-09-30", "2016-10-31", "nodejs24.x"],
  ["nodejs10.x", "al2", "2021-07-30", "2021-07-30", "2022-02-14", "nodejs24.x"],
  ["nodejs12.x", "al2", "2023-03-31", "2023-03-31", "2023-04-30", "nodejs24.x"],
  ["nodejs14.x", "al2", "2023-12-04", "2024-01-09", "2027-03-03", "nodejs24.x"],
  ["nodejs16.x", "al2", "2024-06-12", "2027-02-01", "2027-03-03", "nodejs24.x"],
  ["nodejs18.x", "al2", "2025-09-01", "2027-02-01", "2027-03-03", "nodejs24.x"],
  ["nodejs20.x", "al2023", "2026-04-30", "2027-02-01", "2027-03-03", "nodejs24.x"],
  ["nodejs22.x", "al2023", "2027-04-30", "2027-06-01", "2027-07-01", "nodejs24.x"],
  ["nodejs24.x", "al2023", "2028-04-30", "2028-06-01", "2028-07-01", null],
  ["nodejs26.x", "al2023", null, null, null, null],
  ["nodejs4.3", "al1", "2020-03-05", "2020-02-03", "2020-03-05", "nodejs24.x"],
  ["nodejs4.3-edge", "al1", "2020-03-05", "2019-03-31", "2019-04-30", "nodejs24.x"],
  ["nodejs6.10", "al1", "2019-08-12", "2019-07-12", "2019-08-12", "nodejs24.x"],
  ["nodejs8.10", "al1", "2020-03-06", "2020-02-04", "2020-03-06", "nodejs24.x"],
  ["provided", "al1", "2024-01-08", "2024-02-08", "2027-03-03", "provided.al2023"],
  ["provided.al2", "al2", "2026-07-31", "2027-02-01", "2027-03-03", "provided.al2023"],
  ["provided.al2023", "al2023", "2029-06-30", "2029-07-31", "2029-08-31", null],
  ["python2.7", "al1", "2021-07-15", "2021-07-15", "2022-05-30", "python3.14"],
  ["python3.10", "al2", "2026-10-31", "2027-02-01", "2027-03-03", "python3.14"],
  ["python3.11", "al2", "2027-06-30", "2027-07-31", "2027-08-31", "python3.14"],
  ["python3.12", "al2023", "2028-10-31", "2028-11-30", "2029-01-10", "python3.14"],
  ["python3.13", "al2023", "2029-06-30", "2029-07-31", "2029-08-31", "python3.14"],
  ["python3.14", "al2023", "2029-06-30", "2029-07-31", "2029-08-31", null],
  ["python3.15", "al2023", null, null, null, null],
  ["python3.6", "al1", "2022-07-18", "2022-07-18", "2022-08-29", "python3.14"],
  ["python3.7", "al1", "2023-12-04", "2024-01-09", "2027-03-03", "python3.14"],
  ["python3.8", "al2", "2024-10-14", "2027-02-01", "2027-03-03", "python3.14"],
  ["python3.9", "al2", "2025-12-15", "2027-02-01", "2027-03-03", "python3.14"],
  ["ruby2.5", "al1", "2021-07-30", "2021-07-30", "2022-03-31", "ruby4.0"],
  ["ruby2.7", "al2", "2023-12-07", "2024-01-09", "2027-03-03", "ruby4.0"],
  ["ruby3.2", "al2", "2026-03-31", "2027-02-01", "2027-03-03", "ruby4.0"],
  ["ruby3.3", "al2023", "2027-03-31", "2027-04-30", "2027-05-31", "ruby4.0"],
  ["ruby3.4", "al2023", "2028-03-31", "2028-04-30", "2028-05-31", "ruby4.0"],
  ["ruby4.0", "al2023", "2029-03-31", "2029-04-30", "2029-05-31", null],
];
