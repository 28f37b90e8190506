import { transact } from "../chain-script.ts";
import { runScript } from "../script.ts";

const SUMMARY = "the coordination jobs that are due by the owner stage are settled";

const DESCRIPTION = {
  stage: "owner",
  script: "owner:settle",
  does: "Settles the coordination jobs that are due by the end of the owner's stage.",
};

await runScript(DESCRIPTION, (context) =>
  transact(context, async () => ({ artefacts: new Map(), summary: SUMMARY }), { settles: "owner" }),
);
