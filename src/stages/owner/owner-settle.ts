import { transact } from "../chain-script.ts";
import { runScript } from "../script.ts";

const SUMMARY = "the coordination jobs that are due by the owner stage are settled";

await runScript({ stage: "owner", script: "owner:settle" }, (context) =>
  transact(context, async () => ({ artefacts: new Map(), summary: SUMMARY }), { settles: "owner" }),
);
