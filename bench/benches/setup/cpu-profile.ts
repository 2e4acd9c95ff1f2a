import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "#cli/root.ts";

/** Microseconds between two samples: often enough for functions of a thousandth of the whole, rare enough to cost little. */
const intervalUs = 1_000;

/** The environment of a Node process that writes its CPU profile to a folder when it ends. */
export function profiled(environment: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  const options = `--cpu-prof --cpu-prof-interval=${intervalUs} --cpu-prof-dir=${folder}`;
  return { ...environment, NODE_OPTIONS: `${environment.NODE_OPTIONS ?? ""} ${options}`.trim() };
}

/** Processor time of one part of a program. */
export interface ProfileShare {
  readonly name: string;
  readonly seconds: number;
}

export interface ProfileSummary {
  /** All samples in which the processor was busy. */
  readonly busySeconds: number;
  /** By package or folder, with the parts of Node that it called itself, largest first. */
  readonly places: readonly ProfileShare[];
  /** By function, largest first. */
  readonly functions: readonly ProfileShare[];
}

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: CallFrame;
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Adds up the self times of all profiles in a folder; null where there is none. */
export async function summarizeProfiles(folder: string): Promise<ProfileSummary | null> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".cpuprofile"));
  if (files.length === 0) return null;
  const places = new Map<string, number>();
  const functions = new Map<string, number>();
  for (const file of files) {
    const profile: Profile = JSON.parse(await readFile(join(folder, file), "utf8"));
    const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
    const callers = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
    for (const [index, id] of profile.samples.entries()) {
      const frame = frames.get(id);
      if (frame === undefined || frame.functionName === "(idle)") continue;
      const seconds = (profile.timeDeltas[index] ?? 0) / 1e6;
      add(places, onBehalfOf(id, frames, callers), seconds);
      add(functions, `${frame.functionName || "(anonymous)"} · ${fileOf(frame) || "(native)"}`, seconds);
    }
  }
  const busySeconds = [...places.values()].reduce((sum, seconds) => sum + seconds, 0);
  return { busySeconds, places: sorted(places), functions: sorted(functions) };
}

const ourRoot = `${pathToFileURL(root).href.replace(/\/$/, "")}/`;

/** What Node's own parts do counts for the package or folder that called them; for Node where none is on the stack. */
function onBehalfOf(id: number, frames: ReadonlyMap<number, CallFrame>, callers: ReadonlyMap<number, number>): string {
  const own = frames.get(id);
  const first = own === undefined ? "(root)" : placeOf(own);
  if (/^\((garbage collector|program|root)\)$/.test(first)) return first;
  for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) {
    const frame = frames.get(at);
    const place = frame === undefined ? "(root)" : placeOf(frame);
    if (!/^(node:|\()/.test(place)) return place;
  }
  return first;
}

/** The package, the part of Node, or our own folder (two levels deep) that a function belongs to. */
function placeOf({ functionName, url }: CallFrame): string {
  if (/^\((garbage collector|program|root)\)$/.test(functionName)) return functionName;
  const packaged = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules\/)/.exec(url)?.[1];
  if (packaged !== undefined) return packaged;
  if (url.startsWith(ourRoot)) return url.slice(ourRoot.length).split("/").slice(0, 2).join("/");
  if (url.startsWith("node:")) return url.split("/").slice(0, 2).join("/");
  return url === "" ? "(native)" : url;
}

function fileOf({ url, lineNumber }: CallFrame): string {
  if (url === "") return "";
  const path = url.startsWith(ourRoot) ? url.slice(ourRoot.length) : url;
  return `${path.replace(/^.*node_modules\//, "")}:${lineNumber + 1}`;
}

function add(sums: Map<string, number>, name: string, seconds: number): void {
  sums.set(name, (sums.get(name) ?? 0) + seconds);
}

function sorted(sums: ReadonlyMap<string, number>): ProfileShare[] {
  return [...sums].map(([name, seconds]) => ({ name, seconds })).sort((one, other) => other.seconds - one.seconds);
}
