/** Runs the scripts that a test asks for, one after the other: what they load is loaded once. A child with messages. */
import { runScript } from "./run-script.ts";
import type { Asked } from "./script-host.ts";

process.on("message", async ({ file, args, env }: Asked) => {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  process.send?.(await runScript(file, args));
});
