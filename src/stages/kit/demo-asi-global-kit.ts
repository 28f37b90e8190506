import { runScript } from "../script.ts";
import { kitDescription } from "./flags.ts";
import { makeKit } from "./make-kit.ts";
import { PLANETARY_CHECKS } from "./planetary-checks.ts";

const DEFAULTS = {
  reportRoot: "reports/asi-global",
  summary: "reports/asi-global/asi-global-report.md",
  bundle: "reports/asi-global/receipts",
};

await runScript(
  kitDescription(
    "demo:asi-global:kit",
    "Makes the planetary governance kit, which includes the national one by digest.",
    DEFAULTS,
  ),
  (context) =>
    makeKit(context, {
      layer: "planetary",
      source: "global",
      defaults: DEFAULTS,
      checks: PLANETARY_CHECKS,
      includesNationalKit: true,
    }),
);
