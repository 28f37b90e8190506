import { runScript } from "../script.ts";
import { KIT_FLAGS } from "./flags.ts";
import { makeKit } from "./make-kit.ts";
import { NATIONAL_CHECKS } from "./national-checks.ts";
import { NATIONAL_KIT_SCRIPT } from "./national-kit.ts";

await runScript({ stage: "kit", script: NATIONAL_KIT_SCRIPT, flags: KIT_FLAGS }, (context) =>
  makeKit(context, {
    layer: "national",
    source: "takeoff",
    defaults: {
      reportRoot: "reports/localhost/asi-takeoff",
      summary: "reports/localhost/asi-takeoff/asi-takeoff-report.md",
      bundle: "reports/localhost/asi-takeoff/receipts",
    },
    checks: NATIONAL_CHECKS,
    includesNationalKit: false,
  }),
);
