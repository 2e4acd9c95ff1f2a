/**
 * Runtimes with the day AWS ends their support, as the runtimes page of AWS's documentation stood
 * (cfn-lint's lifecycle file of 2026-06-02 and endoflife.date of 2026-08-16); null while none is named.
 */
export const runtimeDeprecations: Readonly<Record<string, string | null>> = {
  dotnet10: "2028-11-14",
  dotnet6: "2024-12-20",
  dotnet8: "2026-11-10",
  "go1.x": "2024-01-08",
  java11: "2027-06-30",
  java17: "2027-06-30",
  java21: "2029-06-30",
  java25: "2029-06-30",
  java8: "2024-01-08",
  "java8.al2": "2027-06-30",
  "nodejs14.x": "2023-12-04",
  "nodejs16.x": "2024-06-12",
  "nodejs18.x": "2025-09-01",
  "nodejs20.x": "2026-04-30",
  "nodejs22.x": "2027-04-30",
  "nodejs24.x": "2028-04-30",
  "provided.al2": "2026-07-31",
  "provided.al2023": "2029-06-30",
  "python3.7": "2023-12-04",
  "python3.8": "2024-10-14",
  "python3.9": "2025-12-15",
  "python3.10": "2026-10-31",
  "python3.11": "2027-06-30",
  "python3.12": "2028-10-31",
  "python3.13": "2029-06-30",
  "python3.14": "2029-06-30",
  "ruby2.7": "2023-12-07",
  "ruby3.2": "2026-03-31",
  "ruby3.3": "2027-03-31",
  "ruby3.4": "2028-03-31",
};

/** The deprecation day of a runtime that has passed on the day of `now` (UTC), else null. */
export function passedDeprecation(runtime: string, now: Date): string | null {
  const day = runtimeDeprecations[runtime] ?? null;
  return day !== null && day <= now.toISOString().slice(0, 10) ? day : null;
}

/** Each stands at least once (true positives and near-misses of the rule), then the mix below. */
export const plantedRuntimes = [
  "nodejs20.x",
  "python3.10",
  "nodejs22.x",
  "image",
  "java17",
  "dotnet8",
  "provided.al2",
  "python3.9",
  "ruby3.3",
  "nodejs18.x",
  "go1.x",
  "java8",
  "ruby2.7",
  "dotnet10",
  "python3.14",
  "java25",
  "provided.al2023",
  "nodejs24.x",
  "python3.8",
  "nodejs16.x",
  "dotnet6",
  "ruby3.4",
] as const;

/** `image` stands for a container image, which names no runtime. */
export const runtimeMix: readonly (readonly [string, number])[] = [
  ["nodejs24.x", 17],
  ["nodejs22.x", 17],
  ["nodejs20.x", 7],
  ["nodejs18.x", 2],
  ["python3.14", 6],
  ["python3.13", 14],
  ["python3.12", 9],
  ["python3.11", 3],
  ["python3.10", 1.5],
  ["python3.9", 1.5],
  ["java21", 4],
  ["java25", 2],
  ["java17", 3],
  ["java11", 1],
  ["dotnet8", 2],
  ["dotnet10", 1.5],
  ["provided.al2023", 4],
  ["provided.al2", 1],
  ["ruby3.4", 1],
  ["ruby3.3", 0.5],
  ["image", 5],
];

/** Typical cold init in ms (p50) of a real function, imports included, and its spread (log-normal sigma). */
export function typicalInitMs(runtime: string): { medianMs: number; sigma: number } {
  if (runtime.startsWith("java")) return { medianMs: 2400, sigma: 0.35 };
  if (runtime.startsWith("dotnet")) return { medianMs: 900, sigma: 0.3 };
  if (runtime.startsWith("provided") || runtime === "go1.x") return { medianMs: 90, sigma: 0.3 };
  if (runtime.startsWith("python")) return { medianMs: 420, sigma: 0.4 };
  if (runtime.startsWith("ruby")) return { medianMs: 480, sigma: 0.3 };
  if (runtime === "image") return { medianMs: 1100, sigma: 0.5 };
  return { medianMs: 380, sigma: 0.4 };
}

export function handlerOf(runtime: string): string {
  if (runtime.startsWith("python")) return "app.handler";
  if (runtime.startsWith("java")) return "com.example.Handler::handleRequest";
  if (runtime.startsWith("dotnet")) return "App::App.Function::Handle";
  if (runtime.startsWith("ruby")) return "app.Handler.process";
  return runtime.startsWith("nodejs") ? "index.handler" : "bootstrap";
}
