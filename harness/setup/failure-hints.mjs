// What to do about a failed step, by what its program said.
const HINTS = [
  {
    pattern: /ENOSPC|No space left on device|Disk quota exceeded/i,
    hint: "The disk is full. Free about 3 GB (on a machine with a CUDA build of torch about 8 GB), then run it again.",
  },
  {
    pattern: /ensurepip is not available|No module named '?(?:venv|ensurepip)|python3[\d.]*-venv/i,
    hint: "This Python has no venv module. On Debian and Ubuntu: sudo apt install python3-venv",
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|getaddrinfo|name resolution|NewConnectionError|ReadTimeout|ConnectTimeout|Network is unreachable/i,
    hint: "The package registry can't be reached. Look at the network, or at the proxy (HTTPS_PROXY), then run it again.",
  },
  {
    pattern:
      /No matching distribution found for torch|Could not find a version that satisfies the requirement torch/i,
    hint: "There is no torch of this version for this Python and platform. Use Python 3.11, 3.12 or 3.13 on Linux (glibc) or macOS.",
  },
  {
    pattern: /gyp ERR!|node-gyp|not found: make|g\+\+: not found|No Xcode/i,
    hint: "better-sqlite3 had to be compiled, and that needs a C++ compiler, make and Python.\n  Debian, Ubuntu: sudo apt install build-essential python3    macOS: xcode-select --install",
  },
  { pattern: /EACCES|Permission denied/i, hint: "A file can't be written: look at who owns the folder." },
  {
    pattern:
      /npm error code EUSAGE|can only install packages when your package\.json and package-lock\.json/i,
    hint: "package.json and package-lock.json don't agree: run `npm install`, and look at what it changed.",
  },
];

const NEEDED_LINES = 12;

/**
 * The last lines of a failed program, and what to do.
 * @param {string} tail
 * @param {string} log
 */
export function explainStepFailure(tail, log) {
  const lines = tail.split("\n").filter((line) => line.trim() !== "");
  const hint =
    HINTS.find(({ pattern }) => pattern.test(tail))?.hint ??
    "Look at the log, mend what it says, then run it again.";
  return [...lines.slice(-NEEDED_LINES).map((line) => `    ${line}`), hint, `The whole log: ${log}`].join(
    "\n",
  );
}

/** No Python that can make a .venv: what there is, and how to get one. */
export function explainNoPython(seen, oldest) {
  const install =
    "  Debian, Ubuntu: sudo apt install python3 python3-venv\n  Fedora: sudo dnf install python3\n  macOS: brew install python";
  const needed = `Python ${oldest.join(".")} or newer`;
  if (seen.length === 0) return `There is no Python here. ${needed} is needed:\n${install}`;
  const found = seen
    .map(({ executable, version }) => `  ${executable} is Python ${version.join(".")}`)
    .join("\n");
  const fresh = seen.filter(
    ({ version: [major, minor] }) => major > oldest[0] || (major === oldest[0] && minor >= oldest[1]),
  );
  return fresh.length > 0
    ? `${HINTS[1].hint}\nFound:\n${found}`
    : `${needed} is needed. Found:\n${found}\nInstall a newer one:\n${install}`;
}
