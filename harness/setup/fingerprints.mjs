// What a part of the set-up depends on, as one string: equal strings mean that there is nothing to do.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** @param {string[]} parts */
const hash = (parts) => createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);

const textOf = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "-");

/** Node's parts: what is to be installed, and for which Node (compiled parts fit one ABI). */
export function nodePartsFingerprint(root) {
  const wanted = ["package.json", "package-lock.json"].map((name) => textOf(join(root, name)));
  return hash([process.versions.modules, process.platform, process.arch, ...wanted]);
}

/** The compilation: sizes and times of the sources, and how they are compiled. */
export function buildFingerprint(root) {
  const sources = ["harness", "site"].flatMap((folder) => typescriptFiles(join(root, folder)));
  const seen = sources.map((path) => {
    const { size, mtimeMs } = statSync(path);
    return `${relative(root, path)} ${size} ${mtimeMs}`;
  });
  const how = ["tsconfig.json", "harness/tsconfig.build.json", "package-lock.json"].map((name) =>
    textOf(join(root, name)),
  );
  return hash([...seen, ...how]);
}

/** Every .ts file under a folder. */
export function typescriptFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** An interpreter with its packages, and what is required of it. */
export function pythonFingerprint({ python, requirements, packageFolders }) {
  return hash([...[python, ...packageFolders].map(changeOf), ...requirements.map(textOf)]);
}

function changeOf(path) {
  try {
    const real = realpathSync(path);
    return `${path} ${real} ${statSync(real).mtimeMs}`;
  } catch {
    return `${path} -`;
  }
}
