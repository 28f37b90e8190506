import { FOLDERS, inReports, PATHS } from "../../model/layout.ts";
import { SCRIPTS } from "../../model/scripts.ts";
import { PLANETARY_CHECKS } from "../../reports/kit/planetary-checks.ts";
import { runScript } from "../script.ts";
import { kitDescription } from "./flags.ts";
import { makeKit } from "./make-kit.ts";

const DEFAULTS = {
  reportRoot: inReports(FOLDERS.planetary),
  summary: inReports(PATHS.planetaryReport),
  bundle: inReports(PATHS.planetaryReceipts),
};

await runScript(
  kitDescription(
    SCRIPTS.planetaryKit.name,
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
