#!/usr/bin/env node
import { processIo } from "./cli/io.ts";
import { runCli } from "./cli/run-cli.ts";

// A reader that has seen enough (`| head`) closes the pipe: that is no error, and must not end a run that goes on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await runCli(process.argv.slice(2), processIo(process));
