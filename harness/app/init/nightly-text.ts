import { unreachable } from "../../domain/unreachable.ts";
import { shellQuote } from "./shell-quote.ts";

/** What runs a project each night. */
export type Nightly = "github" | "systemd" | "cron";

/** The files that make something run each night, and what has to be typed to switch it on. */
export interface NightlyFiles {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly next: readonly string[];
}

const WHAT = `Each night: run what is missing, then rebuild the report and the site. This calls \`harness run\`, \`harness report\`
# and \`harness site build\`, nothing else: it fetches no new checkpoints and publishes nothing.`;
const RUN = "harness run strategies/*.yaml --keep-going";
const REPORT = "harness report nightly";
const SITE = "harness site build";

/** The texts for one of the three; the folder is the project's, absolute. */
export function nightlyFiles(kind: Nightly, folder: string): NightlyFiles {
  switch (kind) {
    case "github":
      return {
        files: [{ path: ".github/workflows/nightly.yml", text: WORKFLOW }],
        next: ["nightly: register a self-hosted runner in the repository's settings, and push"],
      };
    case "systemd":
      return {
        files: [
          { path: "nightly/permafrost-nightly.service", text: serviceText(folder) },
          { path: "nightly/permafrost-nightly.timer", text: TIMER },
        ],
        next: [
          `nightly: systemctl --user link ${shellQuote(`${folder}/nightly/permafrost-nightly.service`)}`,
          `nightly: systemctl --user enable --now ${shellQuote(`${folder}/nightly/permafrost-nightly.timer`)}`,
          "nightly: loginctl enable-linger (so that it runs while nobody is logged in)",
        ],
      };
    case "cron":
      return {
        files: [{ path: "nightly/run.sh", text: SCRIPT }],
        next: [`nightly: put this line into crontab -e:  ${cronLine(folder)}`],
      };
    default:
      return unreachable(kind);
  }
}

const WORKFLOW = `# ${WHAT}
# It needs a self-hosted runner on a machine that has \`harness\` on its PATH, the model and the corpus of harness.yaml,
# and the data sets (\`harness data list\`). There .harness/ stays from night to night, so what is done is not redone.
name: nightly
on:
  schedule:
    - cron: "17 2 * * *" # UTC
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: permafrost-nightly
  cancel-in-progress: false
jobs:
  compare:
    runs-on: self-hosted
    timeout-minutes: 1440
    steps:
      - uses: actions/checkout@v4
        with:
          clean: false # or it would remove .harness/
      - run: ${RUN}
      - run: ${REPORT}
        if: \${{ !cancelled() }} # what is done is reported even where a run failed
      - run: ${SITE}
        if: \${{ !cancelled() }}
      - uses: actions/upload-artifact@v4
        if: \${{ !cancelled() }}
        with:
          name: site
          path: dist-site/
`;

/** systemd replaces %x in a path, and expands no patterns: bash does. */
const serviceText = (folder: string): string => `# ${WHAT}
# A login shell, so that \`harness\` is found on your usual PATH. Only the main process is asked to stop; it ends its workers.
[Unit]
Description=Permafrost: run what is missing, rebuild the report and the site

[Service]
Type=oneshot
WorkingDirectory=${folder.replaceAll("%", "%%")}
ExecStart=/bin/bash -lc 'exec ${RUN}'
ExecStopPost=/bin/bash -lc '${REPORT} && ${SITE}'
KillMode=mixed
TimeoutStopSec=120
`;

const TIMER = `[Unit]
Description=Permafrost each night

[Timer]
OnCalendar=*-*-* 02:17
Persistent=true

[Install]
WantedBy=timers.target
`;

const SCRIPT = `#!/usr/bin/env bash
# ${WHAT}
# Its exit code is that of \`harness run\`: 75 means that last night's is still at work.
cd "$(dirname "\${BASH_SOURCE[0]}")/.." || exit 2
${RUN}
status=$?
[ "$status" -eq 75 ] && exit 75
if ! { ${REPORT} && ${SITE}; } && [ "$status" -eq 0 ]; then
  status=1
fi
exit "$status"
`;

/** cron ends a command at a per cent sign. */
function cronLine(folder: string): string {
  const [script, log] = [`${folder}/nightly/run.sh`, `${folder}/nightly/nightly.log`].map(shellQuote);
  return `17 2 * * * bash -l ${script} >> ${log} 2>&1`.replaceAll("%", "\\%");
}
