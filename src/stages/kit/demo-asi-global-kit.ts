import { runScript } from "../script.ts";
import { KIT_FLAGS } from "./flags.ts";
import { makeKit } from "./make-kit.ts";
import { PLANETARY_CHECKS } from "./planetary-checks.ts";

await runScript({ stage: "kit", script: "demo:asi-global:kit", flags: KIT_FLAGS }, (context) =>
  makeKit(context, {
    layer: "planetary",
    source: "global",
    defaults: {
      reportRoot: "reports/asi-global",
      summary: "reports/asi-global/asi-global-report.md",
      bundle: "reports/asi-global/receipts",
    },
    checks: PLANETARY_CHECKS,
    includesNationalKit: true,
  }),
);
